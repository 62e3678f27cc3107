import type { DebugProtocol } from '@vscode/debugprotocol';
import type { RecordedEvent } from '../server/domain/event.ts';
import type { EventStore } from '../server/domain/event-store.ts';
import { qualifiedType } from '../server/domain/event-types.ts';
import type { EventView } from '../server/replay/event-view.ts';
import type { ReplaySession } from '../server/replay/replay-session.ts';
import type { StreamViews } from '../server/replay/stream-views.ts';
import type { Sources } from './sources.ts';

/** Longer chains of causes are cut, and say so. */
const MAX_CAUSES = 1_000;

type Frame =
  | { readonly kind: 'event'; readonly event: RecordedEvent }
  | { readonly kind: 'label'; readonly text: string };

/**
 * The call stack of the current stop: the current event, under it the event that caused it, and so on to the root; then
 * a label with what they have in common. Built when it is first asked for, and forgotten at the next movement.
 */
export class CallStack {
  readonly #store: EventStore;
  readonly #replay: ReplaySession;
  readonly #views: StreamViews;
  readonly #sources: Sources;
  #frames: Promise<readonly Frame[]> | undefined;
  /** Ids are never used again in a session, so that a late request cannot mean the wrong frame. */
  #firstId = 1;
  #count = 0;

  constructor(store: EventStore, replay: ReplaySession, views: StreamViews, sources: Sources) {
    this.#store = store;
    this.#replay = replay;
    this.#views = views;
    this.#sources = sources;
  }

  forget(): void {
    this.#frames = undefined;
    this.#firstId += this.#count;
    this.#count = 0;
  }

  async frames(start: number, levels: number): Promise<{ frames: DebugProtocol.StackFrame[]; total: number }> {
    const all = await this.#all();
    const wanted = all.slice(start, levels > 0 ? start + levels : undefined);
    const frames = await Promise.all(wanted.map((frame, index) => this.#toStackFrame(frame, start + index)));
    return { frames, total: all.length };
  }

  /** The event of a frame; undefined for labels and for frames of an earlier stop. */
  async eventOf(frameId: number): Promise<RecordedEvent | undefined> {
    const frame = (await this.#all())[frameId - this.#firstId];
    return frame?.kind === 'event' ? frame.event : undefined;
  }

  /** The event and the state of its aggregate at a frame; of the current event when no frame is named. */
  async viewOf(frameId: number | undefined): Promise<EventView | undefined> {
    if (frameId === undefined || frameId === this.#firstId) return this.#replay.view;
    const event = await this.eventOf(frameId);
    if (!event) return undefined;
    const position = await this.#store.getPosition(event.aggregate_id, event.key);
    return this.#views.viewAt(event.aggregate_id, position);
  }

  async #all(): Promise<readonly Frame[]> {
    this.#frames ??= this.#build();
    const frames = await this.#frames;
    this.#count = frames.length;
    return frames;
  }

  async #build(): Promise<Frame[]> {
    const frames: Frame[] = [];
    const seen = new Set<string>();
    let event = this.#replay.view?.event;
    while (event) {
      frames.push({ kind: 'event', event });
      seen.add(event.event_id);
      const cause: string | null = event.causation_id;
      if (!cause) break;
      if (seen.has(cause)) frames.push({ kind: 'label', text: `${cause} again: the causes form a circle` });
      else if (seen.size >= MAX_CAUSES) frames.push({ kind: 'label', text: `more than ${MAX_CAUSES} causes` });
      event = seen.has(cause) || seen.size >= MAX_CAUSES ? undefined : await this.#store.getEvent(cause);
      if (!event && frames.at(-1)!.kind === 'event') {
        frames.push({ kind: 'label', text: `cause ${cause} is not in this store` });
      }
    }
    const context = this.#contextLabel();
    if (context) frames.push({ kind: 'label', text: context });
    return frames;
  }

  #contextLabel(): string | undefined {
    const event = this.#replay.view?.event;
    const parts = [
      event?.correlation_id && `correlation ${event.correlation_id}`,
      event?.user_id && `user ${event.user_id}`,
      event?.service_name && `service ${event.service_name}`,
    ];
    return parts.filter(Boolean).join(' · ') || undefined;
  }

  async #toStackFrame(frame: Frame, index: number): Promise<DebugProtocol.StackFrame> {
    const id = this.#firstId + index;
    if (frame.kind === 'label') return { id, name: frame.text, line: 0, column: 0, presentationHint: 'label' };
    const { event } = frame;
    const position = await this.#positionOf(event, index);
    return {
      id,
      name: `${qualifiedType(event)} · ${event.aggregate_id} v${event.version}`,
      ...(await this.#sources.locate(event.aggregate_id, position)),
      column: 1,
      canRestart: index > 0 && event.aggregate_id === this.#replay.aggregateId,
    };
  }

  #positionOf(event: RecordedEvent, index: number): number | Promise<number> {
    return index === 0 ? this.#replay.position : this.#store.getPosition(event.aggregate_id, event.key);
  }
}
