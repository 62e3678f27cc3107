import type { RecordedEvent } from '../server/domain/event.ts';
import type { ReplaySession } from '../server/replay/replay-session.ts';

/** The number of an aggregate's thread: streams that come into the session later come last, so it never changes. */
export function threadIdOf({ aggregateIds }: ReplaySession, aggregateId: string): number {
  return aggregateIds.indexOf(aggregateId) + 1;
}

/** The aggregate of a thread; of the current event when the client names none that there is. */
export function aggregateOf(replay: ReplaySession, threadId: number | undefined): string {
  return replay.aggregateIds[(threadId ?? 0) - 1] ?? replay.view?.event.aggregate_id ?? replay.aggregateId;
}

/** The event that an aggregate stands at; undefined when it has not begun. */
export async function eventIn(replay: ReplaySession, aggregateId: string): Promise<RecordedEvent | undefined> {
  const { view, store } = replay;
  if (view?.event.aggregate_id === aggregateId) return view.event;
  const position = replay.streamPosition(aggregateId);
  return position > 0 ? store.getEventAt(aggregateId, position) : undefined;
}
