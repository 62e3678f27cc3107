/**
 * An event's place in its stream. Streams are ordered by version, and by `tie` where several events carry the same
 * version (a database that nobody protected).
 */
export interface StreamKey {
  readonly version: number;
  readonly tie: number | string;
}

/** What a store knows of an event before anybody parses its payload. */
export interface EventRow {
  readonly event_id: string;
  readonly aggregate_id: string;
  readonly aggregate_type: string;
  readonly event_type: string;
  /** The raw JSON text, exactly as stored. */
  readonly event_data_text: string;
  readonly timestamp: string;
  readonly version: number;
  readonly correlation_id: string | null;
  readonly causation_id: string | null;
  readonly user_id: string | null;
  readonly service_name: string | null;
  readonly metadata_text: string;
  readonly key: StreamKey;
  /** True when it is known that JavaScript's own parser loses nothing of `event_data_text`. */
  readonly isLossless?: boolean;
  /** What the store could not read in this row: an unreadable timestamp (then kept as found), a NULL payload. */
  readonly problem?: string;
}

/** What upcasters did: from one schema version to another, or why they did not reach it. */
export interface Lift {
  readonly from: number;
  readonly to: number;
  readonly problem?: string | undefined;
  /** Where the upcaster threw that. */
  readonly stack?: string | undefined;
}
