import { DomainError } from '../domain/errors.ts';
import type { RecordedEvent } from '../domain/event.ts';
import { isJsonObject, type JsonObject } from '../domain/json.ts';
import { toJsonText } from '../domain/json-text.ts';
import { eventText } from './event-text.ts';
import { keepFloats } from './keep-floats.ts';
import type { Overwritten } from './overwritten.ts';
import { copyState, type Projection, type State } from './projection.ts';
import { ProjectionFailure } from './projection-failure.ts';
import type { Runner } from './runner/runner.ts';

/** What the user's code made of an event: the top-level keys that it set and deleted. */
interface Outcome {
  readonly set: JsonObject;
  readonly deleted: readonly string[];
}

/** The user's own code as a projection. It runs elsewhere, in batches; what it made of an event is kept with the event. */
export class UserProjection implements Projection {
  readonly name: string;
  readonly #runner: Runner;
  readonly #initial: State;
  readonly #hasFloats: boolean;
  readonly #outcomes = new WeakMap<RecordedEvent, Outcome | ProjectionFailure>();

  /** Of a runner that has been started, and what it said. `hasFloats`: does its language know 1 from 1.0? */
  constructor(name: string, runner: Runner, hello: JsonObject, hasFloats: boolean) {
    this.name = name;
    this.#runner = runner;
    this.#initial = hello.initialState as State;
    this.#hasFloats = hasFloats;
  }

  get fingerprint(): string {
    return this.#runner.fingerprint;
  }

  initialState(): State {
    return copyState(this.#initial);
  }

  async prepare(
    events: readonly RecordedEvent[],
    stateOf: (aggregateId: string) => Readonly<State>,
    signal: AbortSignal,
  ): Promise<readonly RecordedEvent[]> {
    if (events.length === 0) return events;
    const { answers, isStuck, died } = await this.#runner.work(itemsOf(events, stateOf), signal);
    for (const [at, answer] of answers.entries()) this.#outcomes.set(events[at]!, toOutcome(answer));
    const next = events[answers.length];
    if (died !== undefined && next) {
      this.#outcomes.set(next, new ProjectionFailure(died));
      return events.slice(0, answers.length + 1);
    }
    if (isStuck && answers.length === 0) throw this.#hasNotReturned(next!);
    return events.slice(0, answers.length);
  }

  apply(state: State, event: RecordedEvent, overwritten: Overwritten): void {
    const outcome = this.#outcomes.get(event);
    if (outcome === undefined) throw new Error(`Event ${event.event_id} was not prepared`);
    if (outcome instanceof ProjectionFailure) throw outcome;
    for (const [key, value] of Object.entries(outcome.set)) {
      overwritten.note(state, key);
      state[key] = this.#hasFloats ? value : keepFloats(value, [state[key], fieldOf(event.event_data, key)]);
    }
    for (const key of outcome.deleted) {
      overwritten.note(state, key);
      delete state[key];
    }
  }

  async close(): Promise<void> {
    await this.#runner.close();
  }

  #hasNotReturned({ version, aggregate_id }: RecordedEvent): DomainError {
    const place = `event ${version} of ${aggregate_id}`;
    const what = `The projection '${this.name}' has not returned from ${place}; its process was ended`;
    return new DomainError('cancelled', what);
  }
}

/** Each event as a line; the first of each stream brings the state that its fold starts from. */
function* itemsOf(events: readonly RecordedEvent[], stateOf: (aggregateId: string) => Readonly<State>) {
  const seen = new Set<string>();
  for (const event of events) {
    const state = seen.has(event.aggregate_id) ? '' : `"state": ${toJsonText(stateOf(event.aggregate_id))}, `;
    seen.add(event.aggregate_id);
    yield `{${state}"event": ${eventText(event)}}`;
  }
}

function toOutcome({ set, deleted, failed }: JsonObject): Outcome | ProjectionFailure {
  if (isJsonObject(failed)) return new ProjectionFailure(String(failed.message), String(failed.stack));
  return { set: (set ?? {}) as JsonObject, deleted: (deleted ?? []) as readonly string[] };
}

function fieldOf(data: JsonObject, key: string) {
  return Object.hasOwn(data, key) ? data[key] : undefined;
}
