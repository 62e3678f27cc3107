import type { DebugProtocol } from '@vscode/debugprotocol';
import { DomainError } from '../server/domain/errors.ts';
import type { RecordedEvent } from '../server/domain/event.ts';
import { qualifiedType } from '../server/domain/event-types.ts';
import { causesOf } from '../server/replay/causes-of.ts';
import type { StreamPlace } from '../server/replay/event-log.ts';
import type { EventView } from '../server/replay/event-view.ts';
import { placeOf } from '../server/replay/open-log.ts';
import type { Pace } from '../server/replay/pace.ts';
import type { ReplaySession } from '../server/replay/replay-session.ts';
import type { StreamViews } from '../server/replay/stream-views.ts';
import type { Sources } from './sources.ts';
import { eventIn } from './threads.ts';

/** Longer chains of causes are cut, and say so. */
const MAX_CAUSES = 1_000;

type Frame = { readonly id: number } & (
  | { readonly kind: 'event'; readonly event: RecordedEvent }
  | { readonly kind: 'label'; readonly text: string }
);
type Content<Each = Frame> = Each extends Frame ? Omit<Each, 'id'> : never;

/**
 * The call stacks of the current stop, one for each aggregate: its last event up to here, under it the event that caused
 * that one, and so on to the root; then labels with what they have in common. A stack is built when it is first asked
 * for, and forgotten at the next movement.
 */
export class CallStack {
  readonly #replay: ReplaySession;
  readonly #views: StreamViews;
  readonly #sources: Sources;
  readonly #stacks = new Map<string, Promise<readonly Frame[]>>();
  readonly #frames = new Map<number, Frame>();
  /** Ids are never used again in a session, so that a late request cannot mean the wrong frame. */
  #nextId = 1;

  constructor(replay: ReplaySession, views: StreamViews, sources: Sources) {
    this.#replay = replay;
    this.#views = views;
    this.#sources = sources;
  }

  forget(): void {
    this.#stacks.clear();
    this.#frames.clear();
  }

  async frames(
    aggregateId: string,
    start: number,
    levels: number,
  ): Promise<{ frames: DebugProtocol.StackFrame[]; total: number }> {
    const all = await this.#stackOf(aggregateId);
    const wanted = all.slice(start, levels > 0 ? start + levels : undefined);
    const frames = await Promise.all(wanted.map((frame) => this.#toStackFrame(frame)));
    return { frames, total: all.length };
  }

  /** The event of a frame, the current one when none is named; undefined for labels and frames of an earlier stop. */
  eventOf(frameId: number | undefined): RecordedEvent | undefined {
    if (frameId === undefined) return this.#replay.view?.event;
    const frame = this.#frames.get(frameId);
    return frame?.kind === 'event' ? frame.event : undefined;
  }

  /** The event of a frame and the state there; of the current event when no frame is named. Throws `cancelled`. */
  async viewOf(frameId: number | undefined, pace?: Pace): Promise<EventView | undefined> {
    const event = this.eventOf(frameId);
    if (!event || event === this.#replay.view?.event) return event && this.#replay.look(pace);
    const { aggregateId, position } = await this.#placeOf(event);
    return this.#views.viewAt(aggregateId, position, pace);
  }

  /** As `viewOf`. Throws `bad-position` where there is none. */
  async mustView(frameId: number | undefined, pace?: Pace): Promise<EventView> {
    const view = await this.viewOf(frameId, pace);
    if (view) return view;
    const isStanding = this.#replay.view !== undefined;
    const frame = 'This frame is of an earlier stop, or of no event: choose one in the call stack';
    throw new DomainError('bad-position', isStanding ? frame : 'The replay stands on no event yet');
  }

  #stackOf(aggregateId: string): Promise<readonly Frame[]> {
    const stack = this.#stacks.get(aggregateId) ?? this.#build(aggregateId);
    this.#stacks.set(aggregateId, stack);
    return stack;
  }

  async #build(aggregateId: string): Promise<readonly Frame[]> {
    const event = await eventIn(this.#replay, aggregateId);
    const contents: Content[] = event ? await this.#causesOf(event) : [{ kind: 'label', text: 'not begun yet' }];
    for (const text of [contextOf(event), this.#whatIfs()]) if (text) contents.push({ kind: 'label', text });
    return contents.map((content) => {
      const frame = { id: this.#nextId++, ...content } as Frame;
      this.#frames.set(frame.id, frame);
      return frame;
    });
  }

  async #causesOf(start: RecordedEvent): Promise<Content[]> {
    const { causes, end, next } = await causesOf(this.#replay.store, start, { most: MAX_CAUSES - 1 });
    const contents: Content[] = [start, ...causes].map((event) => ({ kind: 'event', event }));
    if (end === 'circle') contents.push({ kind: 'label', text: `${next} again: the causes form a circle` });
    if (end === 'cut') contents.push({ kind: 'label', text: `more than ${MAX_CAUSES} causes` });
    if (end === 'missing') contents.push({ kind: 'label', text: `cause ${next} is not in this store` });
    return contents;
  }

  #whatIfs(): string | undefined {
    const { length } = this.#replay.whatIfs;
    return length === 0 ? undefined : `what if: ${length} ${length === 1 ? 'change' : 'changes'}, in this replay only`;
  }

  async #toStackFrame(frame: Frame): Promise<DebugProtocol.StackFrame> {
    const { id } = frame;
    if (frame.kind === 'label') return { id, name: frame.text, line: 0, column: 0, presentationHint: 'label' };
    const { event } = frame;
    const { aggregateId, position } = await this.#placeOf(event);
    return {
      id,
      name: `${qualifiedType(event)} · ${aggregateId} v${event.version}`,
      ...(await this.#sources.locate(aggregateId, position)),
      column: 1,
      canRestart: event !== this.#replay.view?.event,
    };
  }

  #placeOf(event: RecordedEvent): StreamPlace | Promise<StreamPlace> {
    const { view, store } = this.#replay;
    if (event === view?.event) return { aggregateId: event.aggregate_id, position: view.position };
    return placeOf(store, event);
  }
}

function contextOf(event: RecordedEvent | undefined): string | undefined {
  const parts = [
    event?.correlation_id && `correlation ${event.correlation_id}`,
    event?.user_id && `user ${event.user_id}`,
    event?.service_name && `service ${event.service_name}`,
  ];
  return parts.filter(Boolean).join(' · ') || undefined;
}
