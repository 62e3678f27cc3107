import { createEvent, type Event, type NewEvent } from '../../domain/event.ts';
import { type Float, type JsonValue, toFloat } from '../../domain/json.ts';
import { normaliseTimestamp } from '../../domain/timestamp.ts';
import { type Random, seededRandom } from './seeded-random.ts';

const START = Date.parse('2025-09-19T13:00:00Z') / 1000;
const SEED = 20250919;
const ID_SEED = 789;

/** What happens, as the processes tell it: ids, time and version are the afternoon's to fill in. */
type Happening = Omit<NewEvent, 'event_id' | 'timestamp' | 'version' | 'causation_id'> & {
  readonly cause?: Event | undefined;
};

/** The simulated afternoon of 19 September 2025 and the log that it leaves behind. */
export class Afternoon {
  readonly random: Random = seededRandom(SEED);
  /** In order of time. */
  readonly events: Event[] = [];
  // Apart from the other draws, so that a change to the story does not rename its first events.
  readonly #ids = seededRandom(ID_SEED);
  readonly #streams = new Map<string, { version: number; state: Record<string, JsonValue> }>();
  #seconds = 0;

  /** Sets the clock: seconds after 13:00 UTC. */
  readonly setTime = (seconds: number): void => {
    this.#seconds = seconds;
  };

  /** Seconds since 1970, as Python's `time.time()` gives them. */
  get epoch(): number | Float {
    return toFloat(Math.round((START + this.#seconds) * 1e6) / 1e6);
  }

  /** Appends an event to its stream. It belongs to its cause's correlation unless it names another. */
  record({ cause, ...happening }: Happening): Event {
    const stream = this.#stream(happening.aggregate_id);
    const fields = {
      event_id: this.#ids.uuid(),
      timestamp: normaliseTimestamp(Number(this.epoch)),
      correlation_id: cause?.correlation_id ?? null,
      causation_id: cause?.event_id ?? null,
      ...happening,
    };
    const event = createEvent(fields, stream.version);
    stream.version = event.version;
    Object.assign(stream.state, event.event_data);
    this.events.push(event);
    return event;
  }

  /** A number in the aggregate's state as it now is, the state being the shallow merge of its payloads. */
  numberIn(aggregateId: string, field: string): number | undefined {
    const value = this.#stream(aggregateId).state[field];
    return value === undefined ? undefined : Number(value);
  }

  #stream(aggregateId: string): { version: number; state: Record<string, JsonValue> } {
    let stream = this.#streams.get(aggregateId);
    if (!stream) {
      stream = { version: 0, state: {} };
      this.#streams.set(aggregateId, stream);
    }
    return stream;
  }
}

/** A Python float with so many digits after the point. */
export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
