import { DomainError } from '../../domain/errors.ts';
import type { PostgresDatabase } from './database.ts';
import { TRIGGER } from './schema.ts';
import { sql } from './sql.ts';
import { tableName } from './table-name.ts';

export interface Column {
  /** The type's name in the catalogue: varchar, uuid, int4, timestamptz, json. */
  readonly type: string;
  readonly isNullable: boolean;
}

/** What the table `events` of a database is really like. */
export interface TableShape {
  readonly schema: string;
  /** The table's name as SQL takes it. */
  readonly events: string;
  readonly oid: string;
  readonly columns: ReadonlyMap<string, Column>;
  /** `event_metadata` in the document, `metadata` in the databases that the Python code makes. */
  readonly metadataColumn: string | undefined;
  /** What tells rows apart, and orders events of one version or one instant. */
  readonly tieColumn: 'id' | 'event_id';
  /** Can a stream be read in order from an index, and does that index keep versions unique? */
  readonly streamIndex: 'unique' | 'plain' | 'none';
  /** Columns that are the first of some index. */
  readonly indexed: ReadonlySet<string>;
  readonly hasSnapshots: boolean;
  /** Does COPY do the same as INSERT? Rules and row security make the difference. */
  readonly canCopy: boolean;
  /** Do appended rows stand in the last pages of the table, and can these be read alone? */
  readonly hasPages: boolean;
  /** Do inserts tell the ids of their rows? */
  readonly notifies: boolean;
  /** Are texts ordered byte by byte, or as a language has it? */
  readonly isByteOrder: boolean;
  readonly isUtf8: boolean;
}

const REQUIRED = ['event_id', 'aggregate_id', 'aggregate_type', 'event_type', 'event_data', 'timestamp', 'version'];
const INTEGERS = ['int2', 'int4', 'int8'];
const TIMES = ['timestamptz', 'timestamp'];

export interface FoundTable {
  readonly schema: string;
  readonly oid: string;
}

/** Throws `not-a-store` when the table cannot be read as events. */
export async function readTableShape(database: PostgresDatabase, { schema, oid }: FoundTable): Promise<TableShape> {
  const columns = await readColumns(database, oid);
  const missing = REQUIRED.filter((name) => !columns.has(name));
  if (missing.length > 0) {
    throw notAStore(database, schema, `lacks the columns ${missing.join(', ')}`);
  }
  checkType(database, schema, columns, 'version', INTEGERS);
  checkType(database, schema, columns, 'timestamp', TIMES);
  const indexes = await readIndexes(database, oid);
  // A version that is NULL counts as 0, which is not where an index has it.
  const hasOrder = !columns.get('version')!.isNullable;
  const streamIndexes = indexes.filter(({ keys: [a, b] }) => hasOrder && a === 'aggregate_id' && b === 'version');
  const isUnique = streamIndexes.some(({ unique, keys }) => unique === 't' && keys.length === 2);
  return {
    schema,
    events: tableName(schema, 'events'),
    oid,
    columns,
    metadataColumn: ['event_metadata', 'metadata'].find((name) => columns.has(name)),
    tieColumn: columns.has('id') ? 'id' : 'event_id',
    streamIndex: isUnique ? 'unique' : streamIndexes.length > 0 ? 'plain' : 'none',
    indexed: new Set(indexes.flatMap(({ keys }) => keys.slice(0, 1))),
    ...(await readSurroundings(database, schema, oid)),
  };
}

async function readColumns(database: PostgresDatabase, oid: string): Promise<Map<string, Column>> {
  const found = await database.read<{ name: string; type: string; required: string }>(
    sql(
      `SELECT a.attname AS name, coalesce(b.typname, t.typname) AS type, a.attnotnull AS required
       FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_type b ON b.oid = t.typbasetype
       WHERE a.attrelid = $?::oid AND a.attnum > 0 AND NOT a.attisdropped`,
      oid,
    ),
  );
  return new Map(found.map(({ name, type, required }) => [name, { type, isNullable: required !== 't' }]));
}

/** Whole indexes that have an order. */
async function readIndexes(database: PostgresDatabase, oid: string): Promise<{ unique: string; keys: string[] }[]> {
  const found = await database.read<{ unique: string; keys: string | null }>(
    sql(
      `SELECT i.indisunique AS unique, (
         SELECT string_agg(a.attname::text, ',' ORDER BY k.n)
         FROM unnest(i.indkey) WITH ORDINALITY AS k(attnum, n)
         JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
         WHERE k.n <= i.indnkeyatts) AS keys
       FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid LEFT JOIN pg_am m ON m.oid = c.relam
       WHERE i.indrelid = $?::oid AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indisvalid
         AND coalesce(m.amname, '') NOT IN ('hash', 'gin', 'gist', 'brin', 'spgist')`,
      oid,
    ),
  );
  return found.map(({ unique, keys }) => ({ unique, keys: (keys ?? '').split(',') }));
}

async function readSurroundings(
  database: PostgresDatabase,
  schema: string,
  oid: string,
): Promise<Pick<TableShape, 'hasSnapshots' | 'canCopy' | 'hasPages' | 'notifies' | 'isByteOrder' | 'isUtf8'>> {
  const found = await database.readOne<
    Record<'snapshots' | 'copies' | 'pages' | 'notifies' | 'linguistic' | 'encoding', string>
  >(
    sql(
      `SELECT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE n.nspname = $? AND c.relname = 'event_snapshots') AS snapshots,
         EXISTS (SELECT 1 FROM pg_class WHERE oid = $?::oid AND relkind IN ('r', 'p')
           AND NOT relhasrules AND NOT relrowsecurity) AS copies,
         EXISTS (SELECT 1 FROM pg_class c JOIN pg_am m ON m.oid = c.relam WHERE c.oid = $?::oid AND c.relkind = 'r'
           AND m.amname = 'heap' AND current_setting('server_version_num')::int >= 140000) AS pages,
         EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = $?::oid AND tgname = $? AND tgenabled <> 'D') AS notifies,
         'a' < 'B' AS linguistic, current_setting('server_encoding') AS encoding`,
      schema,
      oid,
      oid,
      oid,
      TRIGGER,
    ),
  );
  return {
    hasSnapshots: found?.snapshots === 't',
    canCopy: found?.copies === 't',
    hasPages: found?.pages === 't',
    notifies: found?.notifies === 't',
    isByteOrder: found?.linguistic === 'f',
    isUtf8: found?.encoding === 'UTF8',
  };
}

function checkType(
  database: PostgresDatabase,
  schema: string,
  columns: ReadonlyMap<string, Column>,
  name: string,
  types: readonly string[],
): void {
  const { type } = columns.get(name)!;
  if (types.includes(type)) return;
  throw notAStore(database, schema, `has a column ${name} of type ${type}, where ${types.join(' or ')} is understood`);
}

function notAStore({ address }: PostgresDatabase, schema: string, problem: string): DomainError {
  return new DomainError('not-a-store', `The table events in the schema ${schema} of ${address} ${problem}`);
}

/** What this database's shape costs, and what it cannot give back, as sentences for its user. */
export function remarksOn({ streamIndex, indexed, columns, metadataColumn }: TableShape): string[] {
  const remarks = [];
  if (streamIndex === 'none') {
    remarks.push(
      'The table events has no index on (aggregate_id, version): each page of a stream sorts what the stream holds.',
    );
  }
  const slow = ['aggregate_id', 'aggregate_type', 'timestamp', 'causation_id'].filter((name) => !indexed.has(name));
  if (slow.length > 0) {
    remarks.push(
      `The table events has no index on ${slow.join(', ')}: lists and queries that need one read the whole table.`,
    );
  }
  const binary = ['event_data', metadataColumn].filter((name) => name && columns.get(name)?.type === 'jsonb');
  if (binary.length > 0) {
    remarks.push(
      `JSONB columns (${binary.join(', ')}) hold values, not texts: spaces, the order of keys and repeated keys are not as they were written.`,
    );
  }
  return remarks;
}
