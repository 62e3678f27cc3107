import { setImmediate as breathe } from 'node:timers/promises';
import type { RecordedEvent } from '../../domain/event.ts';
import type { QueryOptions, QueryPage } from '../../domain/event-store.ts';
import { checkLimit, checkOffset } from '../bounds.ts';
import type { Criteria } from '../criteria.ts';
import { type QueryOrder, type QueryPlace, readCursor, toCursor } from '../query-cursor.ts';
import type { SqliteDatabase } from './database.ts';
import { eventTime } from './event-time.ts';
import { toConditions } from './filter-to-sql.ts';
import { isFrequent } from './is-frequent.ts';
import { type FoundRow, toRecordedEvent } from './row-to-event.ts';
import { isNaiveText, type TimeProbe } from './time-order.ts';

/** How many rows are read at once where the filter is decided row by row: a few milliseconds of work. */
const BATCH = 500;

interface Found {
  readonly event: RecordedEvent;
  readonly place: QueryPlace;
}

/**
 * One page in the order of time. What SQL cannot decide of the filter is decided here, batch by batch, with a breath in
 * between for everybody else in the process.
 */
export async function queryEvents(
  db: SqliteDatabase,
  probe: TimeProbe,
  criteria: Criteria,
  options: QueryOptions,
): Promise<QueryPage> {
  const { order = 'newest-first' } = options;
  const limit = checkLimit(options.limit ?? 100);
  const offset = checkOffset(options.offset ?? 0);
  const after = options.cursor === undefined ? undefined : readCursor(options.cursor, order);
  // One more than asked for tells whether there is a next page.
  const found = criteria.needsTest
    ? await search(db, probe, criteria, { order, after, limit: limit + 1, offset })
    : await db.run(() => readBatch(db, probe, criteria, { order, after, limit: limit + 1, offset }));
  const page = found.slice(0, limit);
  return {
    events: page.map(({ event }) => event),
    next: found.length > limit ? toCursor(order, page.at(-1)!.place) : undefined,
  };
}

interface Batch {
  readonly order: QueryOrder;
  readonly after: QueryPlace | undefined;
  readonly limit: number;
  readonly offset: number;
}

async function search(db: SqliteDatabase, probe: TimeProbe, criteria: Criteria, wanted: Batch): Promise<Found[]> {
  const matches: Found[] = [];
  let { after } = wanted;
  for (;;) {
    const batch = await db.run(() =>
      readBatch(db, probe, criteria, { order: wanted.order, after, limit: BATCH, offset: 0 }),
    );
    matches.push(...batch.filter(({ event }) => criteria.test(event)));
    if (batch.length < BATCH || matches.length >= wanted.offset + wanted.limit) {
      return matches.slice(wanted.offset, wanted.offset + wanted.limit);
    }
    after = batch.at(-1)!.place;
    await breathe();
  }
}

function readBatch(db: SqliteDatabase, probe: TimeProbe, criteria: Criteria, batch: Batch): Found[] {
  const time = probe.order();
  const isWalk = time.isNaive && isFrequent(db, criteria, batch.limit);
  const { sql: conditions, params } = toConditions(db, criteria, time, isWalk);
  const [direction, comparison] = batch.order === 'newest-first' ? ['DESC', '<'] : ['ASC', '>'];
  const where = batch.after ? [...conditions, `(${time.sql}, rowid) ${comparison} (?, ?)`] : conditions;
  const start = batch.after ? [time.isNaive ? batch.after.stored : batch.after.time, batch.after.tie] : [];
  const rows = db.all<FoundRow>(
    `SELECT ${db.columns} FROM events ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''}
     ORDER BY ${time.sql} ${direction}, rowid ${direction} LIMIT ? OFFSET ?`,
    ...params,
    ...start,
    batch.limit,
    batch.offset,
  );
  const found = rows.map(toFound);
  if (time.isNaive && found.some(({ place }) => !isNaiveText(place.stored, place.time))) {
    probe.sawMixed();
    return readBatch(db, probe, criteria, batch);
  }
  return found;
}

function toFound(row: FoundRow): Found {
  const place = { time: eventTime(row.timestamp), stored: String(row.timestamp), tie: row.tie };
  return { event: toRecordedEvent(row), place };
}
