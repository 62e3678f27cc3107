import { DomainError, messageOf } from './errors.ts';
import { EVENT_FIELDS } from './event-fields.ts';
import type { EventRow, Lift, StreamKey } from './event-row.ts';
import type { Event } from './event-schema.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import { toJsonText } from './json-text.ts';
import { newUuid } from './new-uuid.ts';
import { parseJson } from './parse-json.ts';
import { normaliseTimestamp, now } from './timestamp.ts';

export type { Event, EventRow, Lift, StreamKey };

/**
 * An event as it came out of a store. The payload is parsed when it is first asked for; the raw text stays, so that
 * nothing Python wrote (NaN, big integers, 1.0) is lost on the way back out.
 */
export class RecordedEvent implements Event {
  #data: JsonObject | undefined;
  #metadata: JsonObject | undefined;
  #dataProblem: string | undefined;
  #metadataProblem: string | undefined;

  readonly row: EventRow;
  #lift: Lift | undefined;

  constructor(row: EventRow) {
    this.row = row;
  }

  /** The same event as today's code knows it: with a payload that upcasters made, or why they could not. */
  lifted(data: JsonObject, lift: Lift): RecordedEvent {
    const event = new RecordedEvent(this.row);
    event.#data = data;
    event.#dataProblem = this.#dataProblem;
    event.#lift = lift;
    return event;
  }

  /** Undefined for events that are as they were recorded. */
  get lift(): Lift | undefined {
    return this.#lift;
  }

  get event_id(): string {
    return this.row.event_id;
  }
  get aggregate_id(): string {
    return this.row.aggregate_id;
  }
  get aggregate_type(): string {
    return this.row.aggregate_type;
  }
  get event_type(): string {
    return this.row.event_type;
  }
  get timestamp(): string {
    return this.row.timestamp;
  }
  get version(): number {
    return this.row.version;
  }
  get correlation_id(): string | null {
    return this.row.correlation_id;
  }
  get causation_id(): string | null {
    return this.row.causation_id;
  }
  get user_id(): string | null {
    return this.row.user_id;
  }
  get service_name(): string | null {
    return this.row.service_name;
  }
  get key(): StreamKey {
    return this.row.key;
  }

  /** The payload; an empty object when the stored text cannot be read (see `malformed`). */
  get event_data(): JsonObject {
    if (!this.#data) {
      const { value, problem } = parsePayload('event_data', this.row.event_data_text, this.row.isLossless);
      this.#data = value;
      this.#dataProblem = problem;
    }
    return this.#data;
  }

  get metadata(): JsonObject {
    if (!this.#metadata) {
      const { value, problem } = parsePayload('metadata', this.row.metadata_text);
      this.#metadata = value;
      this.#metadataProblem = problem;
    }
    return this.#metadata;
  }

  /** Why this event cannot be read, or undefined when it is sound. */
  get malformed(): string | undefined {
    void this.event_data;
    void this.metadata;
    return this.row.problem ?? this.#dataProblem ?? this.#metadataProblem;
  }

  /** The event as one JSON object with the contract's keys, payload text as stored where it can be read. */
  toJsonText(): string {
    void this.malformed;
    const { row } = this;
    const data = this.#dataProblem ? JSON.stringify(row.event_data_text) : row.event_data_text;
    const metadata = this.#metadataProblem ? JSON.stringify(row.metadata_text) : row.metadata_text;
    const parts = EVENT_FIELDS.map((name) => {
      if (name === 'event_data') return `"event_data": ${data}`;
      return name === 'metadata' ? `"metadata": ${metadata}` : `"${name}": ${JSON.stringify(row[name])}`;
    });
    return `{${parts.join(', ')}}`;
  }
}

function parsePayload(column: string, text: string, isLossless = false): { value: JsonObject; problem?: string } {
  try {
    const value = parseJson(text, isLossless);
    return isJsonObject(value) ? { value } : { value: {}, problem: `${column} is not a JSON object` };
  } catch (error) {
    return { value: {}, problem: `${column} is not JSON: ${(error as Error).message}` };
  }
}

/** A new event's fields; the rest is filled in by `createEvent`. */
export type NewEvent = Pick<Event, 'aggregate_id' | 'aggregate_type' | 'event_type' | 'event_data'> & Partial<Event>;

/** Fills `event_id`, `timestamp`, `metadata` and the version that follows `currentVersion`. */
export function createEvent(fields: NewEvent, currentVersion: number): Event {
  return {
    event_id: newUuid(),
    timestamp: now(),
    version: currentVersion + 1,
    correlation_id: null,
    causation_id: null,
    user_id: null,
    service_name: null,
    metadata: {},
    ...fields,
  };
}

/** Refuses what no store may accept, in the reference's words. Throws `invalid-event`. */
export function validateEvent(event: Event): void {
  for (const field of ['aggregate_id', 'event_id', 'aggregate_type', 'event_type'] as const) {
    if (!event[field]) throw new DomainError('invalid-event', `Event must have an ${field}`);
  }
  if (!Number.isSafeInteger(event.version) || event.version < 1) {
    throw new DomainError('invalid-event', 'Event version must be >= 1');
  }
  try {
    normaliseTimestamp(event.timestamp);
  } catch (error) {
    throw new DomainError('invalid-event', `Event timestamp: ${messageOf(error)}`, { cause: error });
  }
}

/** The texts to store: the raw ones when the event came from a store, so that import is lossless. */
export function payloadTexts(event: Event): { event_data_text: string; metadata_text: string } {
  if (event instanceof RecordedEvent) return event.row;
  return { event_data_text: toJsonText(event.event_data), metadata_text: toJsonText(event.metadata) };
}
