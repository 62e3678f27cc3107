import type { QueryOptions, QueryPage } from '../../domain/event-store.ts';
import { checkLimit, checkOffset } from '../bounds.ts';
import type { Criteria } from '../criteria.ts';
import { readCursor, toCursor } from '../query-cursor.ts';
import type { SqliteDatabase } from './database.ts';
import type { Found } from './found.ts';
import type { PageRequest } from './page-request.ts';
import { sortMatches } from './sort-matches.ts';
import type { TimeProbe } from './time-order.ts';
import { walkTime } from './walk-time.ts';

/** One page in the order of time. */
export async function queryEvents(
  db: SqliteDatabase,
  probe: TimeProbe,
  criteria: Criteria,
  options: QueryOptions,
): Promise<QueryPage> {
  const { order = 'newest-first', cursor, signal } = options;
  const limit = checkLimit(options.limit ?? 100);
  const offset = checkOffset(options.offset ?? 0);
  const after = cursor === undefined ? undefined : readCursor(cursor, order);
  // One more than asked for tells whether there is a next page.
  const found = await findPage(db, probe, criteria, { order, after, offset, limit: limit + 1, signal });
  const page = found.slice(0, limit);
  return {
    events: page.map(({ event }) => event),
    next: found.length > limit ? toCursor(order, page.at(-1)!.place) : undefined,
  };
}

async function findPage(
  db: SqliteDatabase,
  probe: TimeProbe,
  criteria: Criteria,
  request: PageRequest,
): Promise<Found[]> {
  const canWalk = !criteria.needsTest || db.shape.indexed.has('timestamp');
  const found = canWalk ? await walkTime(db, probe, criteria, request) : undefined;
  return found ?? sortMatches(db, criteria, request);
}
