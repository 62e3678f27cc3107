import type { Anomaly } from '../domain/anomalies.ts';
import type { RecordedEvent } from '../domain/event.ts';
import type { ExpressionContext } from '../domain/expressions/expression.ts';
import { jsonEquals } from '../domain/json.ts';
import { diffValues, type StateChange } from '../domain/state-diff.ts';
import { parseStatePath, valueAt } from '../domain/state-path.ts';
import type { Overwritten } from '../projections/overwritten.ts';
import { copyState, type State } from '../projections/projection.ts';

/** The state after an event, and what the event wrote there. */
export interface Folded {
  readonly state: Readonly<State>;
  readonly overwritten: Overwritten;
}

/**
 * An event with the state on both sides of it: what a debugger shows while it stands there. Where the state was not
 * folded yet (`ReplaySession.look` does that), asking for it is a mistake in the program, and says so.
 */
export class EventView implements ExpressionContext {
  readonly event: RecordedEvent;
  readonly position: number;
  #folded: Folded | undefined;
  #before: Readonly<State> | undefined;

  constructor(event: RecordedEvent, position: number, folded?: Folded) {
    this.event = event;
    this.position = position;
    this.#folded = folded;
  }

  get isFolded(): boolean {
    return this.#folded !== undefined;
  }

  /** The state has been folded now. */
  fill(folded: Folded): void {
    this.#folded = folded;
  }

  get state(): Readonly<State> {
    return this.#sides.state;
  }

  get before(): Readonly<State> {
    this.#before ??= stateBefore(this.state, this.#sides.overwritten);
    return this.#before;
  }

  changed(path: string): boolean {
    return didChange(path, this.state, this.#sides.overwritten);
  }

  /** What the event changed in the state, at most `limit` differences. */
  changes(limit: number): StateChange[] {
    const changes: StateChange[] = [];
    for (const key of new Set(this.#sides.overwritten.keys)) {
      changes.push(...diffValues(this.before[key], this.state[key], [key], limit - changes.length));
      if (changes.length >= limit) break;
    }
    return changes;
  }

  get #sides(): Folded {
    if (this.#folded) return this.#folded;
    throw new Error('The state was not folded yet: await look() of the session first');
  }
}

/** What a breakpoint is held against. */
export interface HitContext extends ExpressionContext {
  readonly aggregateId: string;
  readonly anomalies: readonly Anomaly[];
  readonly failure: Error | undefined;
}

/** A fold on the move: after an event, with the state of its stream, which changes in place. */
export interface Moving {
  readonly event: RecordedEvent | undefined;
  /** Where the event stands in the log. */
  readonly position: number;
  /** Its stream, and where it stands there. */
  readonly aggregateId: string;
  readonly streamPosition: number;
  /** What was found to be wrong with it, of what was looked for. */
  readonly anomalies: readonly Anomaly[];
  /** What the projection threw on it. */
  readonly failure: Error | undefined;
  readonly state: Readonly<State>;
  readonly overwritten: Overwritten;
}

/** The same for a fold that is on the move: nothing is copied, and everything changes with the fold. */
export class MovingView implements HitContext {
  readonly #fold: Moving;

  constructor(fold: Moving) {
    this.#fold = fold;
  }

  get event(): RecordedEvent {
    return this.#fold.event!;
  }
  get position(): number {
    return this.#fold.streamPosition;
  }
  get aggregateId(): string {
    return this.#fold.aggregateId;
  }
  get anomalies(): readonly Anomaly[] {
    return this.#fold.anomalies;
  }
  get failure(): Error | undefined {
    return this.#fold.failure;
  }
  get state(): Readonly<State> {
    return this.#fold.state;
  }
  get before(): Readonly<State> {
    return stateBefore(this.#fold.state, this.#fold.overwritten);
  }
  changed(path: string): boolean {
    return didChange(path, this.#fold.state, this.#fold.overwritten);
  }
}

function stateBefore(state: Readonly<State>, overwritten: Overwritten): State {
  const before = copyState(state);
  overwritten.undo(before);
  return before;
}

/** Compares only below the top-level field that the path starts with, and only if the event wrote it. */
function didChange(text: string, state: Readonly<State>, overwritten: Overwritten): boolean {
  const [key = '', ...rest] = pathOf(text);
  if (!overwritten.has(key)) return false;
  return !jsonEquals(valueAt(overwritten.oldValue(key), rest), valueAt(state[key], rest));
}

const paths = new Map<string, readonly string[]>();

/** Paths come from conditions, so they are few; those that are built event by event are not kept. */
function pathOf(text: string): readonly string[] {
  const known = paths.get(text);
  if (known) return known;
  const path = (parseStatePath(text) ?? [text]).map(String);
  if (paths.size < 1_000) paths.set(text, path);
  return path;
}
