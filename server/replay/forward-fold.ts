import { DomainError, messageOf } from '../domain/errors.ts';
import type { Event, RecordedEvent, StreamKey } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import { Overwritten } from '../projections/overwritten.ts';
import { copyState, type Projection, type State } from '../projections/projection.ts';
import type { Checkpoint, Checkpoints } from './checkpoints.ts';
import type { Moving } from './event-view.ts';

/** Pages of this size read fastest; see the benchmark. */
const PAGE = 500;

export interface FoldSource {
  readonly store: EventStore;
  readonly aggregateId: string;
  readonly projection: Projection;
  readonly checkpoints: Checkpoints;
  /** Events after this version are not seen. */
  readonly toVersion?: number | undefined;
}

/** Where a fold stands: the state after so many events, and the key of the last; none before the first event. */
export interface Place {
  readonly position: number;
  readonly key: StreamKey | undefined;
  readonly state: State;
}

/** Called with the position after each page that was folded; may throw to give up. */
export type Between = (position: number) => Promise<void> | void;

/** At a checkpoint, or before the first event; the state is a copy. */
export function startAt({ projection }: FoldSource, checkpoint?: Checkpoint): Place {
  if (!checkpoint) return { position: 0, key: undefined, state: projection.initialState() };
  return { position: checkpoint.position, key: checkpoint.key, state: copyState(checkpoint.state) };
}

/**
 * A fold that only goes forward: what a run scans with. It reads no field that nobody asks for and keeps nothing of
 * what lies behind, so that its memory and its cost for each event are the same however long it runs.
 */
export class ForwardFold implements Moving {
  readonly #source: FoldSource;
  readonly #fields: ReadonlySet<keyof Event> | undefined;
  readonly state: State;
  readonly overwritten = new Overwritten();
  #position: number;
  #key: StreamKey | undefined;
  #keyBefore: StreamKey | undefined;
  #page: readonly RecordedEvent[] = [];
  #next = 0;
  #hasFailed = false;

  /** Starts at a place, whose state becomes its own. `fields` are all that its events will be asked for. */
  constructor(source: FoldSource, { position, key, state }: Place, fields?: ReadonlySet<keyof Event>) {
    this.#source = source;
    this.#fields = withFields(fields, source.projection.fields);
    this.#position = position;
    this.#key = key;
    this.state = state;
  }

  get position(): number {
    return this.#position;
  }

  /** The event just applied; undefined before the first. */
  get event(): RecordedEvent | undefined {
    return this.#page[this.#next - 1];
  }

  /** Did the projection throw on the event after the position? Then the run is over, and what led here is forgotten. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** Applies the next event if it is already in memory; false when `fill` must be asked for more. */
  advance(): boolean {
    const event = this.#page[this.#next];
    if (!event) return false;
    this.overwritten.clear();
    this.#hasFailed = true;
    applyEvent(this.#source, this.state, event, this.#position + 1, this.overwritten);
    this.#hasFailed = false;
    this.#next++;
    this.#position++;
    this.#keyBefore = this.#key;
    this.#key = event.key;
    this.#source.checkpoints.offer(this.#position, event.key, this.state);
    return true;
  }

  /** Reads the next page of the stream; false at its end. */
  async fill(): Promise<boolean> {
    const page = await readPage(this.#source, this.#key, this.#fields);
    // At the end of the stream the last event stays the current one.
    if (page.length === 0) return false;
    this.#page = page;
    this.#next = 0;
    return true;
  }

  /** Folds up to a position, or to the end of the stream. */
  async moveTo(position: number, between: Between): Promise<void> {
    while (this.#position < position) {
      if (this.advance()) continue;
      await between(this.#position);
      if (!(await this.fill())) return;
    }
  }

  /** Where it stood before the last event, with a state to keep. */
  placeBefore(): Place {
    const state = copyState(this.state);
    this.overwritten.undo(state);
    return { position: this.#position - 1, key: this.#keyBefore, state };
  }
}

function withFields(
  some: ReadonlySet<keyof Event> | undefined,
  others: ReadonlySet<keyof Event> | undefined,
): ReadonlySet<keyof Event> | undefined {
  return some && others ? new Set([...some, ...others]) : undefined;
}

/** The events after a place, up to the last version that is seen. */
export async function readPage(
  { store, aggregateId, toVersion = Infinity }: FoldSource,
  after: StreamKey | undefined,
  fields?: ReadonlySet<keyof Event>,
): Promise<RecordedEvent[]> {
  const page = await store.readStream(aggregateId, { after, limit: PAGE, fields });
  const end = page.findIndex(({ key }) => key.version > toVersion);
  return end < 0 ? page : page.slice(0, end);
}

/** Throws `projection-failed` with the event's place. */
export function applyEvent(
  { projection, aggregateId }: FoldSource,
  state: State,
  event: RecordedEvent,
  position: number,
  overwritten: Overwritten,
): void {
  try {
    projection.apply(state, event, overwritten);
  } catch (error) {
    const place = `event ${position} of ${aggregateId} (version ${event.key.version})`;
    const message = `The projection '${projection.name}' failed on ${place}: ${messageOf(error)}`;
    throw new DomainError('projection-failed', message, { cause: error });
  }
}
