import { DomainError } from '../../domain/errors.ts';
import type { Snapshot, SnapshotSelection } from '../../domain/event-store.ts';
import { isJsonObject, type JsonObject } from '../../domain/json.ts';
import { toJsonText } from '../../domain/json-text.ts';
import { newUuid } from '../../domain/new-uuid.ts';
import { parseJson } from '../../domain/parse-json.ts';
import { normaliseTimestamp, now } from '../../domain/timestamp.ts';
import { unknownSnapshotVersion } from '../append-rules.ts';
import { equals, tieOf } from './columns.ts';
import type { PostgresDatabase } from './database.ts';
import { fromStoredJson, toStoredJson } from './not-json.ts';
import { eventTime } from './row-to-event.ts';
import { fill, sql } from './sql.ts';
import { tableName } from './table-name.ts';
import type { TableShape } from './table-shape.ts';

type FoundSnapshot = Record<
  'aggregate_id' | 'aggregate_type' | 'snapshot_data' | 'version' | 'last_event_id' | 'created_at',
  string
> & { readonly expires_at: string | null };

export async function saveSnapshot(
  database: PostgresDatabase,
  shape: TableShape,
  aggregateId: string,
  data: JsonObject,
  version: number,
  expiresAt: string | null,
): Promise<void> {
  const table = snapshotTable(database, shape);
  const event = await database.readOne<{ aggregate_type: string; event_id: string }>(
    fill(
      `SELECT aggregate_type, event_id FROM ${shape.events} WHERE {?} AND version = {?}
       ORDER BY ${tieOf(shape)} DESC LIMIT 1`,
      equals(shape, 'aggregate_id', aggregateId),
      sql('$?::bigint', version),
    ),
  );
  if (!event) throw unknownSnapshotVersion(aggregateId, version);
  const values = {
    id: newUuid(),
    aggregate_id: aggregateId,
    aggregate_type: event.aggregate_type,
    snapshot_data: toStoredJson(toJsonText(data)),
    version,
    last_event_id: event.event_id,
    created_at: now(),
    expires_at: expiresAt === null ? null : normaliseTimestamp(expiresAt),
  };
  const marks = Object.keys(values).map(() => '$?');
  const insert = `INSERT INTO ${table} (${Object.keys(values).join(', ')}) VALUES (${marks.join(', ')})`;
  await database.write(sql(insert, ...Object.values(values)));
}

/** One that has expired or cannot be read is passed over: snapshots only make replays start faster. */
export async function latestSnapshot(
  database: PostgresDatabase,
  shape: TableShape,
  aggregateId: string,
): Promise<Snapshot | undefined> {
  return (await listSnapshots(database, shape, aggregateId)).find(isLive);
}

/** Those that can be read, the highest version first, of one version the latest first. */
export async function listSnapshots(
  database: PostgresDatabase,
  shape: TableShape,
  aggregateId: string,
): Promise<Snapshot[]> {
  if (!shape.hasSnapshots) return [];
  const newestFirst = await database.read<FoundSnapshot>(
    sql(
      `SELECT aggregate_id, aggregate_type, snapshot_data, version, last_event_id, created_at, expires_at
       FROM ${snapshotTable(database, shape)} WHERE aggregate_id::text = $?
       ORDER BY version DESC, created_at DESC, id DESC`,
      aggregateId,
    ),
  );
  return newestFirst.map(toSnapshot).filter((snapshot) => snapshot !== undefined);
}

export async function deleteSnapshots(
  database: PostgresDatabase,
  shape: TableShape,
  aggregateId: string,
  { version, expired }: SnapshotSelection,
): Promise<number> {
  const table = snapshotTable(database, shape);
  const isDead = '(expires_at IS NOT NULL AND expires_at <= now())';
  const conditions = ['aggregate_id::text = $?'];
  if (version !== undefined) conditions.push('version = $?::bigint');
  if (expired !== undefined) conditions.push(expired ? isDead : `NOT ${isDead}`);
  const text = `DELETE FROM ${table} WHERE ${conditions.join(' AND ')} RETURNING 1 AS one`;
  const values = version === undefined ? [aggregateId] : [aggregateId, version];
  return (await database.write(sql(text, ...values))).length;
}

/** Throws `store-failed` where there is none. */
function snapshotTable({ address }: PostgresDatabase, { hasSnapshots, schema }: TableShape): string {
  if (hasSnapshots) return tableName(schema, 'event_snapshots');
  throw new DomainError(
    'store-failed',
    `${address} has no table event_snapshots: create it first, snapshots are kept there`,
  );
}

function isLive({ expires_at }: Snapshot): boolean {
  return expires_at === null || expires_at > now();
}

function toSnapshot(found: FoundSnapshot): Snapshot | undefined {
  const data = readData(found.snapshot_data);
  if (!data) return undefined;
  return {
    ...found,
    snapshot_data: data,
    version: Number(found.version),
    created_at: eventTime(found.created_at),
    // One that is kept for ever has no time.
    expires_at: found.expires_at === null || found.expires_at === 'infinity' ? null : eventTime(found.expires_at),
  };
}

function readData(stored: string): JsonObject | undefined {
  try {
    const value = parseJson(fromStoredJson(stored));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
