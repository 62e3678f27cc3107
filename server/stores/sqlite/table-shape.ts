import { DomainError } from '../../domain/errors.ts';
import type { Connection } from './driver.ts';

/** What the table `events` of a database is really like. */
export interface TableShape {
  /** Lower-case names of its columns. */
  readonly columns: ReadonlySet<string>;
  /** `event_metadata` in the document, `metadata` in the databases that the Python code makes. */
  readonly metadataColumn: string | undefined;
  /** True when `id` holds text that the writer must make up. */
  readonly hasTextId: boolean;
  /** Can a stream be read in order from an index, and does that index keep versions unique? */
  readonly streamIndex: 'unique' | 'plain' | 'none';
  /** Does an index keep the ids of events unique? */
  readonly hasUniqueEventIds: boolean;
  /** Columns that are the first of some index. */
  readonly indexed: ReadonlySet<string>;
  readonly hasSnapshots: boolean;
}

const REQUIRED = ['event_id', 'aggregate_id', 'aggregate_type', 'event_type', 'event_data', 'timestamp', 'version'];

/** Throws `not-a-store` when the table cannot be read as events. */
export function readTableShape(connection: Connection, file: string): TableShape {
  checkIsTable(connection, file);
  const columns = connection.pragma('table_xinfo(events)') as { name: string; type: string; pk: number }[];
  const names = new Set(columns.map((column) => column.name.toLowerCase()));
  const missing = REQUIRED.filter((name) => !names.has(name));
  if (missing.length > 0) {
    throw new DomainError('not-a-store', `The table events of ${file} lacks the columns ${missing.join(', ')}`);
  }
  const indexes = readIndexes(connection);
  const streamIndexes = indexes.filter(({ keys }) => keys[0] === 'aggregate_id' && keys[1] === 'version');
  const isUnique = streamIndexes.some(({ unique, keys }) => unique && keys.length === 2);
  const id = columns.find((column) => column.name.toLowerCase() === 'id');
  return {
    columns: names,
    metadataColumn: ['event_metadata', 'metadata'].find((name) => names.has(name)),
    hasTextId: id !== undefined && !(id.pk > 0 && /^integer$/i.test(id.type)),
    streamIndex: isUnique ? 'unique' : streamIndexes.length > 0 ? 'plain' : 'none',
    hasUniqueEventIds: indexes.some(({ unique, keys }) => unique && keys.join() === 'event_id'),
    indexed: new Set(indexes.flatMap(({ keys }) => keys.slice(0, 1))),
    hasSnapshots: tablesOf(connection).some(({ name }) => name === 'event_snapshots'),
  };
}

/** The tables and views of the database, SQLite's own left out. */
export function tablesOf(connection: Connection): { name: string; type: string; wr: number }[] {
  const all = connection.pragma('table_list') as { schema: string; name: string; type: string; wr: number }[];
  return all.filter(({ schema, name, type }) => schema === 'main' && type !== 'shadow' && !name.startsWith('sqlite_'));
}

function checkIsTable(connection: Connection, file: string): void {
  const tables = tablesOf(connection);
  const events = tables.find(({ name }) => name.toLowerCase() === 'events');
  if (!events) {
    const others = tables.map(({ name }) => name).sort();
    const found = others.length > 0 ? `it has: ${others.join(', ')}` : 'it is empty';
    throw new DomainError('not-a-store', `${file} has no table events; ${found}`);
  }
  if (events.type !== 'table' || events.wr === 1) {
    const kind = events.type === 'table' ? 'a table WITHOUT ROWID' : `a ${events.type}`;
    throw new DomainError(
      'not-a-store',
      `events in ${file} is ${kind}, which keeps no order of appending: copy its rows into an ordinary table`,
    );
  }
}

/** Whole indexes in plain byte order: partial ones, and those with another collation, do not serve every row. */
function readIndexes(connection: Connection): { unique: boolean; keys: string[] }[] {
  const list = connection.pragma('index_list(events)') as { name: string; unique: number; partial: number }[];
  const keysOf = connection.prepare('SELECT name, coll, "key", "desc" FROM pragma_index_xinfo(?) ORDER BY seqno');
  return list
    .filter(({ partial }) => partial === 0)
    .map(({ name, unique }) => {
      const parts = keysOf.all(name) as { name: string | null; coll: string; key: number; desc: number }[];
      const keys = parts.filter(({ key }) => key === 1);
      const usable = keys.every(({ coll, desc }) => coll === 'BINARY' && desc === 0);
      return { unique: unique === 1, keys: usable ? keys.map((key) => (key.name ?? '').toLowerCase()) : [] };
    });
}

/** What this database's shape costs, as sentences for its user. */
export function remarksOn({ streamIndex, indexed }: TableShape): string[] {
  const remarks = [];
  if (streamIndex === 'none') {
    remarks.push(
      'The table events has no index on (aggregate_id, version): each stream is sorted once when it is first read, which takes about a second per million events.',
    );
  }
  const slow = ['aggregate_id', 'aggregate_type', 'timestamp', 'causation_id'].filter((name) => !indexed.has(name));
  if (slow.length > 0) {
    remarks.push(
      `The table events has no index on ${slow.join(', ')}: lists and queries that need one read the whole table.`,
    );
  }
  return remarks;
}
