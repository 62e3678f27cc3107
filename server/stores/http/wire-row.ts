import { type Event, type EventRow, RecordedEvent, type StreamKey } from '../../domain/event.ts';
import type { EventRowLine } from '../../protocol/event-rows.ts';
import { notRead } from '../lean-row.ts';

/** A row as it came over the wire. Asking for a field that was not asked for there is a mistake in this program. */
class WireRow implements EventRow {
  readonly #line: EventRowLine;
  readonly key: StreamKey;
  readonly problem?: string;

  constructor(line: EventRowLine) {
    this.#line = line;
    this.key = line.key;
    if (line.problem !== undefined) this.problem = line.problem;
  }

  get event_id(): string {
    return read('event_id', this.#line.event_id);
  }
  get aggregate_id(): string {
    return read('aggregate_id', this.#line.aggregate_id);
  }
  get aggregate_type(): string {
    return read('aggregate_type', this.#line.aggregate_type);
  }
  get event_type(): string {
    return read('event_type', this.#line.event_type);
  }
  get event_data_text(): string {
    return read('event_data', this.#line.event_data_text);
  }
  get timestamp(): string {
    return read('timestamp', this.#line.timestamp);
  }
  get version(): number {
    return read('version', this.#line.version);
  }
  get correlation_id(): string | null {
    return read('correlation_id', this.#line.correlation_id);
  }
  get causation_id(): string | null {
    return read('causation_id', this.#line.causation_id);
  }
  get user_id(): string | null {
    return read('user_id', this.#line.user_id);
  }
  get service_name(): string | null {
    return read('service_name', this.#line.service_name);
  }
  get metadata_text(): string {
    return read('metadata', this.#line.metadata_text);
  }
}

function read<T>(field: keyof Event, value: T | undefined): T {
  return value === undefined ? notRead(field) : value;
}

export function toRecordedEvent(line: EventRowLine): RecordedEvent {
  return new RecordedEvent(new WireRow(line));
}
