import type { Event, RecordedEvent, StreamKey } from '../../domain/event.ts';
import type { ReadOptions } from '../../domain/event-store.ts';
import { isLean } from '../lean-row.ts';
import type { SqliteDatabase } from './database.ts';
import type { GaplessStreams } from './gapless-streams.ts';
import { arePayloads, leanColumns, PAYLOADS, readLean, toPayloadPage } from './lean-pages.ts';
import { OF_STREAM } from './of-stream.ts';
import type { StreamReader } from './stream-reader.ts';

/** Up to here index entries are counted off faster than a whole stream is checked for gaps. */
export const NEAR = 10_000;

/** Where a page starts: after a place, from a version, at the beginning. */
const STARTS = { place: '(version, rowid) > (?, ?)', version: 'version >= ?', beginning: 'TRUE' } as const;

/** Every statement here is answered by the index on (aggregate_id, version), whose last part is the rowid. */
export function indexedStream(db: SqliteDatabase, gapless: GaplessStreams, aggregateId: string): StreamReader {
  return {
    read: (options) => readPage(db, aggregateId, options),
    eventAt: (position) => eventAt(db, gapless, aggregateId, position),
    positionOf: (key) => positionOf(db, gapless, aggregateId, key),
    count: () => gapless.highest(db, aggregateId) ?? count(db, aggregateId),
  };
}

export function pageSql(columns: string, start: keyof typeof STARTS, limit: number): string {
  const order = `ORDER BY version, rowid LIMIT ${limit}`;
  return `SELECT ${columns} FROM events WHERE ${OF_STREAM} AND ${STARTS[start]} ${order}`;
}

/** Is it enough to read the payloads, and are the versions then known? */
export function canReadPayloads({ shape }: SqliteDatabase, { after, fields }: ReadOptions): boolean {
  return Number.isSafeInteger(after?.version) && shape.streamIndex === 'unique' && arePayloads(fields);
}

function readPage(db: SqliteDatabase, aggregateId: string, options: ReadOptions): RecordedEvent[] {
  const lean = isLean(options.fields) ? readLeanPage(db, aggregateId, options, options.fields) : undefined;
  if (lean) return lean;
  const [start, params] = startOf(options);
  return db.events(pageSql(db.columns, start, options.limit), aggregateId, ...params);
}

function startOf({ after, fromVersion }: ReadOptions): [start: keyof typeof STARTS, params: unknown[]] {
  if (after) return ['place', [after.version, after.tie]];
  return fromVersion === undefined ? ['beginning', []] : ['version', [fromVersion]];
}

/** Undefined for a page with an odd row, which is read in full. */
function readLeanPage(
  db: SqliteDatabase,
  aggregateId: string,
  options: ReadOptions,
  fields: ReadonlySet<keyof Event>,
): RecordedEvent[] | undefined {
  const { after, limit } = options;
  if (canReadPayloads(db, options)) {
    const { version } = after!;
    const found = db.pluck(PAYLOADS, aggregateId, version, version + limit);
    const payloads = toPayloadPage({ found }, version, limit);
    if (payloads) return payloads;
  }
  const [start, params] = startOf(options);
  return readLean(db, pageSql(leanColumns(fields), start, limit), aggregateId, ...params);
}

function eventAt(
  db: SqliteDatabase,
  gapless: GaplessStreams,
  aggregateId: string,
  position: number,
): RecordedEvent | undefined {
  if (position > NEAR && gapless.highest(db, aggregateId) !== undefined) {
    return db.events(
      `SELECT ${db.columns} FROM events WHERE aggregate_id = ? AND version = ?`,
      aggregateId,
      position,
    )[0];
  }
  const rowid = `SELECT rowid FROM events WHERE ${OF_STREAM} ORDER BY version, rowid LIMIT 1 OFFSET ?`;
  return db.events(`SELECT ${db.columns} FROM events WHERE rowid = (${rowid})`, aggregateId, position - 1)[0];
}

function positionOf(db: SqliteDatabase, gapless: GaplessStreams, aggregateId: string, key: StreamKey): number {
  const highest = key.version > NEAR ? gapless.highest(db, aggregateId) : undefined;
  if (highest !== undefined) return Math.max(0, Math.min(key.version, highest));
  const sql = 'SELECT count(*) AS n FROM events WHERE aggregate_id = ? AND (version, rowid) <= (?, ?)';
  return db.get<{ n: number }>(sql, aggregateId, key.version, key.tie)!.n;
}

function count(db: SqliteDatabase, aggregateId: string): number {
  return db.get<{ n: number }>('SELECT count(*) AS n FROM events WHERE aggregate_id = ?', aggregateId)!.n;
}
