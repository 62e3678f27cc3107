/** What only a database itself can tell of a table of events as a whole: for who brings it into another form. */
export interface StoreInspection {
  /** The table's columns with their types: `timestamp DATETIME`. */
  readonly columns: readonly string[];
  /** Columns that are no field of an event, in which something stands, and in how many rows. */
  readonly otherColumns: readonly { readonly name: string; readonly rows: number }[];
  /** How the times are stored, at most twenty ways, each by one of them. */
  readonly timeForms: readonly { readonly example: string; readonly rows: number }[];
  /** Does an index keep the versions of a stream unique? */
  readonly hasUniqueVersions: boolean;
  /** Streams with versions that several events have, and how many events are too many. */
  readonly repeatedVersions: readonly { readonly aggregate_id: string; readonly events: number }[];
  /** Event ids that several events have. */
  readonly repeatedIds: readonly string[];
  /** All snapshots, whether they can be read or not. */
  readonly snapshots: number;
}

/** The columns that a store of ours has, by either of the names that the last one goes by. */
export const EVENT_COLUMNS: ReadonlySet<string> = new Set([
  ...['id', 'event_id', 'aggregate_id', 'aggregate_type', 'event_type', 'event_data', 'timestamp', 'version'],
  ...['correlation_id', 'causation_id', 'user_id', 'service_name', 'event_metadata', 'metadata'],
]);
