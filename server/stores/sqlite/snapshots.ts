import { DomainError } from '../../domain/errors.ts';
import type { Snapshot, SnapshotSelection } from '../../domain/event-store.ts';
import { isJsonObject, type JsonObject } from '../../domain/json.ts';
import { toJsonText } from '../../domain/json-text.ts';
import { newUuid } from '../../domain/new-uuid.ts';
import { parseJson } from '../../domain/parse-json.ts';
import { normaliseTimestamp, now, toSqlTimestamp } from '../../domain/timestamp.ts';
import { unknownSnapshotVersion } from '../append-rules.ts';
import type { SqliteDatabase } from './database.ts';
import { eventTime } from './event-time.ts';

interface FoundSnapshot {
  readonly rowid: number;
  readonly aggregate_id: string;
  readonly aggregate_type: string;
  readonly snapshot_data: unknown;
  readonly version: number;
  readonly last_event_id: string;
  readonly created_at: unknown;
  readonly expires_at: unknown;
}

export function saveSnapshot(
  db: SqliteDatabase,
  aggregateId: string,
  data: JsonObject,
  version: number,
  expiresAt: string | null,
): void {
  checkHasSnapshots(db);
  const event = db.get<{ aggregate_type: string; event_id: string }>(
    'SELECT aggregate_type, event_id FROM events WHERE aggregate_id = ? AND version = ? ORDER BY rowid DESC LIMIT 1',
    aggregateId,
    version,
  );
  if (!event) throw unknownSnapshotVersion(aggregateId, version);
  db.prepare(
    `INSERT INTO event_snapshots
     (id, aggregate_id, aggregate_type, snapshot_data, version, last_event_id, created_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    newUuid(),
    aggregateId,
    event.aggregate_type,
    toJsonText(data),
    version,
    event.event_id,
    toSqlTimestamp(now()),
    expiresAt === null ? null : toSqlTimestamp(normaliseTimestamp(expiresAt)),
  );
}

/** One that has expired or cannot be read is passed over: snapshots only make replays start faster. */
export function latestSnapshot(db: SqliteDatabase, aggregateId: string): Snapshot | undefined {
  return foundSnapshots(db, aggregateId)
    .filter(isLive)
    .map(toSnapshot)
    .find((snapshot) => snapshot !== undefined);
}

/** Highest version first; those that cannot be read are left out. */
export function listSnapshots(db: SqliteDatabase, aggregateId: string): Snapshot[] {
  return foundSnapshots(db, aggregateId)
    .map(toSnapshot)
    .filter((snapshot) => snapshot !== undefined);
}

export function deleteSnapshots(db: SqliteDatabase, aggregateId: string, only: SnapshotSelection): number {
  checkHasSnapshots(db);
  const { version, expired } = only;
  const remove = db.prepare('DELETE FROM event_snapshots WHERE rowid = ?');
  const chosen = foundSnapshots(db, aggregateId)
    .filter((found) => version === undefined || found.version === version)
    .filter((found) => expired === undefined || isLive(found) !== expired);
  db.connection.transaction(() => chosen.forEach(({ rowid }) => void remove.run(rowid)))();
  return chosen.length;
}

function foundSnapshots(db: SqliteDatabase, aggregateId: string): FoundSnapshot[] {
  if (!db.shape.hasSnapshots) return [];
  return db.all<FoundSnapshot>(
    `SELECT rowid, aggregate_id, aggregate_type, snapshot_data, version, last_event_id, created_at, expires_at
     FROM event_snapshots WHERE aggregate_id = ? ORDER BY version DESC, rowid DESC`,
    aggregateId,
  );
}

function checkHasSnapshots(db: SqliteDatabase): void {
  if (db.shape.hasSnapshots) return;
  throw new DomainError(
    'store-failed',
    `${db.file} has no table event_snapshots: create it first, snapshots are kept there`,
  );
}

function isLive({ expires_at }: FoundSnapshot): boolean {
  return expires_at === null || eventTime(expires_at) > now();
}

function toSnapshot({ rowid, ...found }: FoundSnapshot): Snapshot | undefined {
  const data = readData(found.snapshot_data);
  if (!data) return undefined;
  const expires_at = found.expires_at === null ? null : eventTime(found.expires_at);
  return { ...found, snapshot_data: data, created_at: eventTime(found.created_at), expires_at };
}

function readData(stored: unknown): JsonObject | undefined {
  try {
    const value = parseJson(String(stored));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
