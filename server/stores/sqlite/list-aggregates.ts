import { setImmediate as breathe } from 'node:timers/promises';
import type { AggregateSummary } from '../../domain/event-store.ts';
import { type AggregateListing, isListed } from '../aggregate-listing.ts';
import type { SqliteDatabase } from './database.ts';
import { nextValue } from './distinct-values.ts';
import { summariseAggregate } from './summarise-aggregate.ts';

/** So many ids are passed before everybody else in the process gets a turn. */
const STRIDE = 500;

/** The aggregates of a type with no more events than this are read from the index on types. */
const RARE = 500;

/** Hops from id to id through the index: what a page costs does not depend on the size of the store. */
export async function listAggregates(db: SqliteDatabase, listing: AggregateListing): Promise<AggregateSummary[]> {
  const few = await db.run(() => rarely(db, listing));
  if (few) return few;
  const found: AggregateSummary[] = [];
  let last = listing.after;
  for (;;) {
    const next = await db.run(() => hop(db, listing, last, found));
    if (next === undefined || !listing.goOn(next, STRIDE)) return found;
    last = next;
    await breathe();
  }
}

/** Passes up to `STRIDE` ids; returns the last one, or undefined when the page is full or no id is left. */
function hop(
  db: SqliteDatabase,
  listing: AggregateListing,
  after: string | undefined,
  into: AggregateSummary[],
): string | undefined {
  const { aggregateType, prefix, limit } = listing;
  let id = after;
  for (let passed = 0; passed < STRIDE; passed++) {
    id = nextValue(db, 'aggregate_id', id, prefix);
    // Ids that begin alike stand side by side.
    if (!id?.startsWith(prefix)) return undefined;
    if (!isListed(id, listing)) continue;
    const summary = summariseAggregate(db, id, aggregateType);
    if (summary && into.push(summary) >= limit) return undefined;
  }
  return id;
}

/** The page of a type that few events have, which hops would pass all other streams to find; undefined for others. */
function rarely(db: SqliteDatabase, listing: AggregateListing): AggregateSummary[] | undefined {
  const { aggregateType, after = '', limit } = listing;
  if (aggregateType === undefined || !db.shape.indexed.has('aggregate_type')) return undefined;
  const count = `SELECT count(*) AS n FROM (SELECT 1 FROM events WHERE aggregate_type = ? LIMIT ${RARE + 1})`;
  if (db.get<{ n: number }>(count, aggregateType)!.n > RARE) return undefined;
  const ids = db.pluck(
    'SELECT DISTINCT aggregate_id FROM events WHERE aggregate_type = ? AND +aggregate_id > ? ORDER BY 1',
    aggregateType,
    after,
  );
  return ids
    .filter((id) => typeof id === 'string')
    .filter((id) => isListed(id, listing))
    .slice(0, limit)
    .map((id) => summariseAggregate(db, id, undefined)!);
}
