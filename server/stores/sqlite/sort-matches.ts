import type { Criteria } from '../criteria.ts';
import { comparePlaces } from '../query-cursor.ts';
import type { SqliteDatabase } from './database.ts';
import type { Found } from './found.ts';
import type { PageRequest } from './page-request.ts';
import { scan } from './scan.ts';

/**
 * A page of a database whose timestamps have several forms, which no index can order: every match is looked at, and no
 * more than the page and what stands before it is kept.
 */
export async function sortMatches(
  db: SqliteDatabase,
  criteria: Criteria,
  { order, after, offset, limit, signal }: PageRequest,
): Promise<Found[]> {
  const sign = order === 'newest-first' ? -1 : 1;
  const wanted = offset + limit;
  let best: Found[] = [];
  for await (const matches of scan(db, criteria)) {
    signal?.throwIfAborted();
    best.push(...matches.filter(({ place }) => !after || sign * comparePlaces(place, after) > 0));
    best.sort((a, b) => sign * comparePlaces(a.place, b.place));
    best = best.slice(0, wanted);
  }
  return best.slice(offset);
}
