import type { EventRow } from '../../domain/event.ts';
import { newUuid } from '../../domain/new-uuid.ts';
import { toSqlTimestamp } from '../../domain/timestamp.ts';
import { checkVersion, duplicateEvent } from '../append-rules.ts';
import type { SqliteDatabase } from './database.ts';
import { OF_STREAM } from './of-stream.ts';
import { isNotUnique } from './sqlite-errors.ts';
import type { TableShape } from './table-shape.ts';

/**
 * Appends, in a transaction of the caller's that has the write lock already: so two writers cannot both find a version
 * free, whether an index protects it or not. Where indexes do, they are asked first, and the stream only about why not.
 */
export function appendEvents(db: SqliteDatabase, events: readonly EventRow[], expectedVersion?: number): string[] {
  const { shape } = db;
  const isProtected = shape.streamIndex === 'unique' && shape.hasUniqueEventIds;
  const check = checks(db, expectedVersion);
  const { sql, values } = insertOf(shape);
  const insert = db.prepare(sql);
  for (const event of events) {
    const isElsewhere = expectedVersion !== undefined && aggregateVersion(db, event.aggregate_id) !== expectedVersion;
    if (!isProtected || isElsewhere) check(event);
    try {
      insert.run(...values.map((toValue) => toValue(event)));
    } catch (error) {
      if (isNotUnique(error)) check(event);
      throw error;
    }
  }
  return events.map((event) => event.event_id);
}

/** Holds events against what is stored, one after the other. */
function checks(db: SqliteDatabase, expectedVersion: number | undefined): (event: EventRow) => void {
  const versions = new Map<string, number>();
  return (event) => {
    const currentVersion = versions.get(event.aggregate_id) ?? aggregateVersion(db, event.aggregate_id);
    checkVersion(event, {
      currentVersion,
      expectedVersion,
      isTaken: (version) => exists(db, 'aggregate_id = ? AND version = ?', event.aggregate_id, version),
    });
    if (exists(db, 'event_id = ?', event.event_id)) throw duplicateEvent(event.event_id);
    versions.set(event.aggregate_id, Math.max(currentVersion, event.version));
  };
}

const HIGHEST = `SELECT max(version) AS version FROM events WHERE ${OF_STREAM} AND typeof(version) IN ('integer', 'real')`;

/** The highest version, 0 when unknown. */
export function aggregateVersion(db: SqliteDatabase, aggregateId: string): number {
  return db.get<{ version: number | null }>(HIGHEST, aggregateId)?.version ?? 0;
}

function exists(db: SqliteDatabase, condition: string, ...params: unknown[]): boolean {
  return db.get(`SELECT 1 FROM events WHERE ${condition} LIMIT 1`, ...params) !== undefined;
}

type ValueOf = (event: EventRow) => unknown;

const OPTIONAL = ['correlation_id', 'causation_id', 'user_id', 'service_name'] as const;

function* columnsOf({ columns, metadataColumn, hasTextId }: TableShape): Generator<[name: string, value: ValueOf]> {
  if (hasTextId) yield ['id', () => newUuid()];
  yield ['event_id', (event) => event.event_id];
  yield ['aggregate_id', (event) => event.aggregate_id];
  yield ['aggregate_type', (event) => event.aggregate_type];
  yield ['event_type', (event) => event.event_type];
  yield ['event_data', (event) => event.event_data_text];
  yield ['timestamp', (event) => toSqlTimestamp(event.timestamp)];
  yield ['version', (event) => event.version];
  for (const name of OPTIONAL) if (columns.has(name)) yield [name, (event) => event[name]];
  if (metadataColumn) yield [metadataColumn, (event) => event.metadata_text];
}

interface Insert {
  readonly sql: string;
  readonly values: readonly ValueOf[];
}

const known = new WeakMap<TableShape, Insert>();

/** A table may say `ON CONFLICT REPLACE`; events are never replaced. */
function insertOf(shape: TableShape): Insert {
  const insert = known.get(shape);
  if (insert) return insert;
  const columns = [...columnsOf(shape)];
  const names = columns.map(([name]) => name).join(', ');
  const marks = columns.map(() => '?').join(', ');
  const made = {
    sql: `INSERT OR ABORT INTO events (${names}) VALUES (${marks})`,
    values: columns.map(([, value]) => value),
  };
  known.set(shape, made);
  return made;
}
