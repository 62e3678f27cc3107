import * as z from 'zod';
import type { AggregateSummary } from '../../domain/event-store.ts';
import { type Browsed, type Browsing, readCursor } from './browsed.ts';
import { walkIds } from './walk-ids.ts';

/** So many ids are looked at before another way is tried. */
const FIRST_LOOK = 500;
/** One page looks at no more ids than this. */
const MOST_LOOKED_AT = 5_000;

/**
 * Where to go on. In a large store the first aggregates of a type can stand behind a million others. Most ids begin with
 * their type (`task-789`): those are listed first (`own`), and then the rest, from the id on up to which was looked before.
 */
const Place = z.discriminatedUnion('part', [
  z.object({ part: z.literal('all'), after: z.string().optional() }),
  z.object({ part: z.literal('own'), after: z.string().optional(), lookedUpTo: z.string() }),
  z.object({ part: z.literal('rest'), after: z.string() }),
]);
type Place = z.infer<typeof Place>;

/** One page of aggregates by id. */
export async function browseById(browsing: Browsing & { readonly aggregateType: string }): Promise<Browsed> {
  const { aggregateType, ids, limit } = browsing;
  let place = readCursor<Place>(Place, browsing.cursor, { part: 'all' });
  const isFirstLook = place.part === 'all' && place.after === undefined && ids.prefix === '';
  let most = isFirstLook ? FIRST_LOOK : MOST_LOOKED_AT;
  const found: AggregateSummary[] = [];
  let lookedAt = 0;
  for (;;) {
    const walked = await walkPart(browsing, place, { limit: limit - found.length, most });
    found.push(...walked.found);
    lookedAt += walked.lookedAt;
    const next = nextPlace(place, walked, isFirstLook && lookedAt === walked.lookedAt, aggregateType);
    if (!next || found.length >= limit) return toPage(found, next, null);
    if (walked.end === 'stopped' && next.part === place.part) return toPage(found, next, lookedAt);
    place = next;
    most = MOST_LOOKED_AT;
  }
}

type Walked = Awaited<ReturnType<typeof walkIds>>;

async function walkPart(
  browsing: Browsing & { readonly aggregateType: string },
  place: Place,
  bounds: { readonly limit: number; readonly most: number },
): Promise<Walked> {
  const { aggregateType, ids } = browsing;
  if (place.part === 'own') return walkIds(browsing, { prefix: aggregateType, after: place.after, ...bounds });
  const walked = await walkIds(browsing, { prefix: ids.prefix, after: place.after, ...bounds });
  if (place.part === 'all') return walked;
  // The type's own were listed before: over all of them in one leap.
  const isOwn = ({ aggregate_id }: AggregateSummary) => aggregate_id.startsWith(aggregateType);
  const found = walked.found.filter((each) => !isOwn(each));
  const last = walked.last?.startsWith(aggregateType) ? `${aggregateType}\u{10FFFF}` : walked.last;
  return { ...walked, found, last };
}

function nextPlace(place: Place, { end, last }: Walked, isFirstLook: boolean, aggregateType: string): Place | null {
  if (place.part === 'own') {
    return end === 'end' ? { part: 'rest', after: place.lookedUpTo } : { ...place, after: last };
  }
  if (end === 'end') return null;
  const isShort = isFirstLook && end === 'stopped' && last !== undefined && last < aggregateType;
  return isShort ? { part: 'own', lookedUpTo: last } : { part: place.part, after: last ?? '' };
}

function toPage(aggregates: AggregateSummary[], next: Place | null, lookedAt: number | null): Browsed {
  const isOver = next === null || lookedAt === null;
  return {
    aggregates,
    next: next && JSON.stringify(next),
    lookedAt: isOver ? null : { count: lookedAt, of: 'aggregates' },
    sortedAmong: null,
  };
}
