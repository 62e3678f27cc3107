import type { AggregateSummary } from '../../domain/event-store.ts';
import type { SqliteDatabase } from './database.ts';
import { eventTime } from './event-time.ts';

/** So many events at either end of a stream are looked at for its types. */
const ENDS = 10;

interface End {
  readonly aggregate_type: unknown;
  readonly timestamp: unknown;
}

/**
 * Reads only the ends of the stream and counts the rest in an index. A type that appears nowhere but in the middle of
 * a long stream, not among its first and last 10 events, is not seen. Undefined when the wanted type is not there.
 */
export function summariseAggregate(
  db: SqliteDatabase,
  aggregateId: string,
  wantedType: string | undefined,
): AggregateSummary | undefined {
  const first = endOf(db, aggregateId, 'ASC');
  const last = first.length < ENDS ? first.toReversed() : endOf(db, aggregateId, 'DESC');
  const types = [...first, ...last.toReversed()].map(({ aggregate_type }) => String(aggregate_type));
  if (wantedType !== undefined && !types.includes(wantedType)) return undefined;
  return {
    aggregate_id: aggregateId,
    aggregate_types: [...new Set(types)],
    event_count: db.get<{ n: number }>('SELECT count(*) AS n FROM events WHERE aggregate_id = ?', aggregateId)!.n,
    last_timestamp: eventTime(last[0]?.timestamp) || null,
  };
}

function endOf(db: SqliteDatabase, aggregateId: string, direction: 'ASC' | 'DESC'): End[] {
  const sql = `SELECT aggregate_type, timestamp FROM events WHERE aggregate_id = ? ORDER BY rowid ${direction} LIMIT ?`;
  return db.all<End>(sql, aggregateId, ENDS);
}
