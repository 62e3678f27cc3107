import type { Event, EventRow, StreamKey } from '../domain/event.ts';

/** The fields that a scan can be content with: what most conditions, the default projection and a stream's text read. */
const LEAN_FIELDS: ReadonlySet<keyof Event> = new Set([
  'event_data',
  'event_type',
  'aggregate_type',
  'timestamp',
  'version',
]);

/** Of those, the columns that are read only where they are wanted. */
export const LEAN_COLUMNS = ['event_type', 'aggregate_type', 'timestamp'] as const;

/** Can these fields be read without the others? */
export function isLean(fields: ReadonlySet<keyof Event> | undefined): fields is ReadonlySet<keyof Event> {
  return fields !== undefined && [...fields].every((field) => LEAN_FIELDS.has(field));
}

/**
 * A row of which only some fields were read: half the cost of a scan is in the others. Asking for one of those is a
 * mistake in this program, and says so.
 */
export class LeanRow implements EventRow {
  readonly event_data_text: string;
  readonly version: number;
  readonly isLossless: boolean;
  readonly #tie: StreamKey['tie'];
  readonly #event_type: string | undefined;
  readonly #aggregate_type: string | undefined;
  readonly #timestamp: string | undefined;

  constructor(
    event_data_text: string,
    version: number,
    tie: StreamKey['tie'],
    event_type?: string,
    aggregate_type?: string,
    timestamp?: string,
    isLossless = false,
  ) {
    this.event_data_text = event_data_text;
    this.version = version;
    this.isLossless = isLossless;
    this.#tie = tie;
    this.#event_type = event_type;
    this.#aggregate_type = aggregate_type;
    this.#timestamp = timestamp;
  }

  get key(): StreamKey {
    return { version: this.version, tie: this.#tie };
  }
  get event_type(): string {
    return this.#event_type ?? notRead('event_type');
  }
  get aggregate_type(): string {
    return this.#aggregate_type ?? notRead('aggregate_type');
  }
  get event_id(): string {
    return notRead('event_id');
  }
  get aggregate_id(): string {
    return notRead('aggregate_id');
  }
  get timestamp(): string {
    return this.#timestamp ?? notRead('timestamp');
  }
  get correlation_id(): string {
    return notRead('correlation_id');
  }
  get causation_id(): string {
    return notRead('causation_id');
  }
  get user_id(): string {
    return notRead('user_id');
  }
  get service_name(): string {
    return notRead('service_name');
  }
  get metadata_text(): string {
    return notRead('metadata');
  }
}

/** Says that this program asked for what it did not want. */
export function notRead(field: keyof Event): never {
  throw new Error(`The field ${field} was not read: name it among the fields of readStream`);
}
