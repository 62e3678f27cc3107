import type { DebugProtocol } from '@vscode/debugprotocol';
import { DomainError } from '../../server/domain/errors.ts';
import type { RecordedEvent } from '../../server/domain/event.ts';
import type { Adapter } from '../adapter.ts';
import { toClientLine } from '../client-info.ts';
import type { Handler } from '../handler.ts';

interface Answer {
  /** True when the replay goes there; false when the cause is in another stream, which the client may open. */
  readonly moves: boolean;
  readonly source: DebugProtocol.Source;
  readonly line: number;
}

/** Our own request: where the event is that caused the current one. In the same stream, the replay goes there. */
export const goToCause: Handler<unknown, Answer> = {
  answer: async (adapter) => {
    const { movement, sources, store } = adapter.launched;
    movement.assertStill();
    const cause = await causeOf(adapter);
    const position = await store.getPosition(cause.aggregate_id, cause.key);
    const { source, line } = await sources.locate(cause.aggregate_id, position);
    return { moves: isHere(adapter, cause), source, line: toClientLine(line, adapter.client) };
  },
  afterwards: async (adapter) => {
    const cause = await causeOf(adapter);
    if (!isHere(adapter, cause)) return;
    await adapter.launched.movement.run((replay) => replay.moveTo({ event_id: cause.event_id }));
  },
};

function isHere({ launched: { replay } }: Adapter, event: RecordedEvent): boolean {
  return event.aggregate_id === replay.aggregateId;
}

async function causeOf({ launched: { replay, store } }: Adapter): Promise<RecordedEvent> {
  const id = replay.view?.event.causation_id;
  if (!id) throw new DomainError('event-not-found', 'This event names no cause: its causation_id is empty');
  const cause = await store.getEvent(id);
  if (cause) return cause;
  throw new DomainError('event-not-found', `The cause ${id} is not in this store`);
}
