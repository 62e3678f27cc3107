import type { RecordedEvent } from '../domain/event.ts';
import { isJsonObject, type JsonObject } from '../domain/json.ts';
import { toJsonText } from '../domain/json-text.ts';
import { eventText } from './event-text.ts';
import { keepFloats } from './keep-floats.ts';
import type { Overwritten } from './overwritten.ts';
import { NOTHING_PRINTED, type Printed } from './printed.ts';
import { copyState, type Projection, type State } from './projection.ts';
import { ProjectionFailure } from './projection-failure.ts';
import type { Item, Runner } from './runner/runner.ts';

/** What the user's code made of an event: the top-level keys that it set and deleted. */
interface Outcome {
  readonly set: JsonObject;
  readonly deleted: readonly string[];
}

/** What came of an event, and what was printed meanwhile. */
interface Worked {
  readonly outcome: Outcome | ProjectionFailure;
  readonly printed: readonly Printed[];
}

/** The user's own code as a projection. It runs elsewhere, in batches; what it made of an event is kept with the event. */
export class UserProjection implements Projection {
  readonly name: string;
  readonly #runner: Runner;
  readonly #initial: State;
  readonly #hasFloats: boolean;
  readonly #worked = new WeakMap<RecordedEvent, Worked>();

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
    const { answers, died } = await this.#runner.work(itemsOf(events, stateOf), signal);
    for (const [at, { answer, printed }] of answers.entries()) {
      this.#worked.set(events[at]!, { outcome: toOutcome(answer), printed });
    }
    if (!died) return events.slice(0, answers.length);
    const { how, printed } = died;
    this.#worked.set(events[answers.length]!, { outcome: new ProjectionFailure(how), printed });
    return events.slice(0, answers.length + 1);
  }

  apply(state: State, event: RecordedEvent, overwritten: Overwritten): void {
    const worked = this.#worked.get(event);
    if (worked === undefined) throw new Error(`Event ${event.event_id} was not prepared`);
    const { outcome } = worked;
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

  printed(event: RecordedEvent): readonly Printed[] {
    return this.#worked.get(event)?.printed ?? NOTHING_PRINTED;
  }

  async close(): Promise<void> {
    await this.#runner.close();
  }
}

/** Each event as a line; the first of each stream brings the state that its fold starts from. */
function* itemsOf(
  events: readonly RecordedEvent[],
  stateOf: (aggregateId: string) => Readonly<State>,
): Generator<Item> {
  const seen = new Set<string>();
  for (const event of events) {
    const state = seen.has(event.aggregate_id) ? '' : `"state": ${toJsonText(stateOf(event.aggregate_id))}, `;
    seen.add(event.aggregate_id);
    yield { event, line: `{${state}"event": ${eventText(event)}}` };
  }
}

function toOutcome({ set, deleted, failed }: JsonObject): Outcome | ProjectionFailure {
  if (isJsonObject(failed)) return new ProjectionFailure(String(failed.message), String(failed.stack));
  return { set: (set ?? {}) as JsonObject, deleted: (deleted ?? []) as readonly string[] };
}

function fieldOf(data: JsonObject, key: string) {
  return Object.hasOwn(data, key) ? data[key] : undefined;
}
