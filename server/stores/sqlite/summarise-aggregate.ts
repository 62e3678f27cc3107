import type { AggregateSummary } from '../../domain/event-store.ts';
import type { SqliteDatabase } from './database.ts';
import { eventTime } from './event-time.ts';
import { OF_STREAM } from './of-stream.ts';

/** A stream of no more than this many events is looked at whole for its types. */
const SHORT = 20;

interface End {
  readonly aggregate_type: unknown;
  readonly timestamp: unknown;
}

/**
 * Counts a stream in an index and reads its two ends: each row more is one more place on the disk, a hundred times a
 * page. A type that appears nowhere but in the middle of a stream of more than 20 events is not seen. Undefined when the
 * wanted type is not there.
 */
export function summariseAggregate(
  db: SqliteDatabase,
  aggregateId: string,
  wantedType: string | undefined,
): AggregateSummary | undefined {
  const ends = [...endOf(db, aggregateId, 'ASC', 1), ...endOf(db, aggregateId, 'DESC', 1)];
  const isShort = db.get<{ n: number }>(COUNT_FEW, aggregateId)!.n <= SHORT;
  const rows = isShort ? endOf(db, aggregateId, 'ASC', SHORT) : ends;
  const types = rows.map(({ aggregate_type }) => String(aggregate_type));
  if (wantedType !== undefined && !types.includes(wantedType)) return undefined;
  return {
    aggregate_id: aggregateId,
    aggregate_types: [...new Set(types)],
    event_count: isShort ? rows.length : db.get<{ n: number }>(COUNT, aggregateId)!.n,
    last_timestamp: eventTime(ends.at(-1)?.timestamp) || null,
  };
}

const COUNT = 'SELECT count(*) AS n FROM events WHERE aggregate_id = ?';
const COUNT_FEW = `SELECT count(*) AS n FROM (SELECT 1 FROM events WHERE aggregate_id = ? LIMIT ${SHORT + 1})`;

/** In the order of the index that counts, so that both lie in the same pages of the file. */
function endOf(db: SqliteDatabase, aggregateId: string, direction: 'ASC' | 'DESC', limit: number): End[] {
  const order = db.shape.streamIndex === 'none' ? `rowid ${direction}` : `version ${direction}, rowid ${direction}`;
  const sql = `SELECT aggregate_type, timestamp FROM events WHERE ${OF_STREAM} ORDER BY ${order} LIMIT ${limit}`;
  return db.all<End>(sql, aggregateId);
}
