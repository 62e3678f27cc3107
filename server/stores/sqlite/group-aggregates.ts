import type { AggregateSummary } from '../../domain/event-store.ts';
import { type AggregateListing, isListed } from '../aggregate-listing.ts';
import type { SqliteDatabase } from './database.ts';
import { eventTime } from './event-time.ts';

interface Group {
  readonly aggregate_id: string;
  readonly aggregate_type: unknown;
  readonly n: number;
  readonly last: number;
}

/** The list of a database without an index on aggregate_id: one pass over the whole table. */
export function groupAggregates(db: SqliteDatabase, listing: AggregateListing): AggregateSummary[] {
  const { aggregateType, after = '', limit } = listing;
  const groups = db.all<Group>(
    `SELECT aggregate_id, aggregate_type, count(*) AS n, min(rowid) AS first, max(rowid) AS last
     FROM events WHERE aggregate_id > ? AND typeof(aggregate_id) = 'text' GROUP BY 1, 2 ORDER BY 1, first`,
    after,
  );
  return [...Map.groupBy(groups, (group) => group.aggregate_id)]
    .filter(([id]) => isListed(id, listing))
    .filter(([, types]) => aggregateType === undefined || types.some((type) => type.aggregate_type === aggregateType))
    .slice(0, limit)
    .map(([id, types]) => ({
      aggregate_id: id,
      aggregate_types: types.map((type) => String(type.aggregate_type)),
      event_count: types.reduce((sum, { n }) => sum + n, 0),
      last_timestamp: timestampAt(db, Math.max(...types.map(({ last }) => last))),
    }));
}

function timestampAt(db: SqliteDatabase, rowid: number): string | null {
  const row = db.get<{ timestamp: unknown }>('SELECT timestamp FROM events WHERE rowid = ?', rowid);
  return eventTime(row?.timestamp) || null;
}
