import { DomainError } from '../../domain/errors.ts';
import { PostgresDatabase } from './database.ts';
import type { PostgresUri } from './postgres-uri.ts';
import { createSchema } from './schema.ts';
import { sql } from './sql.ts';
import { type FoundTable, readTableShape, type TableShape } from './table-shape.ts';

export interface OpenedDatabase {
  readonly database: PostgresDatabase;
  readonly shape: TableShape;
  /** Why nothing can be written although it was asked for; undefined where it can. */
  readonly refusal: string | undefined;
}

/**
 * Connects and looks at the table. Where there is none, one is made when the store may be written to. Throws
 * `store-not-found`, `not-a-store`, `store-failed`, `store-busy`.
 */
export async function openDatabase(uri: PostgresUri, readOnly: boolean): Promise<OpenedDatabase> {
  const database = await PostgresDatabase.connect(uri, readOnly);
  try {
    const refusal = readOnly ? undefined : await whyReadOnly(database);
    const found = await findTable(database, uri.schema);
    if (!found && (readOnly || refusal)) throw await noTable(database);
    const table = found ?? (await createTable(database, uri.schema));
    return { database, shape: await readTableShape(database, table), refusal };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** A hot standby accepts reads alone, and so does a server or a role that was told to. */
async function whyReadOnly(database: PostgresDatabase): Promise<string | undefined> {
  const found = await database.readOne<{ transaction_read_only: string }>(sql('SHOW transaction_read_only'));
  if (found?.transaction_read_only !== 'on') return undefined;
  return `${database.address} accepts no writes: it is a read replica, or set to be read only; write to its primary`;
}

/** The table events in the schema that was named, or in the first of the search path that has one. */
async function findTable(database: PostgresDatabase, schema: string | undefined): Promise<FoundTable | undefined> {
  const path = schema === undefined ? 'n.nspname = ANY (current_schemas(false))' : 'n.nspname = $?';
  return database.readOne<FoundTable>(
    sql(
      `SELECT n.nspname AS schema, c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relname = 'events' AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND ${path}
       ORDER BY array_position(current_schemas(false)::text[], n.nspname::text) LIMIT 1`,
      ...(schema === undefined ? [] : [schema]),
    ),
  );
}

async function createTable(database: PostgresDatabase, named: string | undefined): Promise<FoundTable> {
  const first = await database.readOne<{ name: string | null }>(sql('SELECT current_schema() AS name'));
  const schema = named ?? first?.name ?? 'public';
  await createSchema(database, schema);
  const made = await findTable(database, schema);
  if (made) return made;
  throw await noTable(database);
}

async function noTable(database: PostgresDatabase): Promise<DomainError> {
  const others = await database.read<{ name: string }>(
    sql(
      `SELECT n.nspname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relname = 'events' AND c.relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY 1 LIMIT 3`,
    ),
  );
  const names = others.map(({ name }) => `?schema=${encodeURIComponent(name)}`);
  const hint =
    names.length > 0
      ? `there is one elsewhere, add ${names.join(' or ')} to the URI`
      : 'check the name of the database, and that your user may see the table';
  return new DomainError('not-a-store', `There is no table events in ${database.address}: ${hint}`);
}
