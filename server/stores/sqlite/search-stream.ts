import type { RecordedEvent } from '../../domain/event.ts';
import type { SearchStep, StreamSearch } from '../../domain/event-store.ts';
import type { Criteria } from '../criteria.ts';
import { anyOf } from './conditions.ts';
import type { SqliteDatabase } from './database.ts';
import { toConditions } from './filter-to-sql.ts';
import { isUnreadable } from './salvage-row.ts';
import { searchDamaged } from './search-damaged.ts';
import { amongRare, isRareType } from './search-rare.ts';
import { byWindows, type Look } from './search-windows.ts';
import type { StreamReaders } from './stream-readers.ts';
import { WindowsAhead } from './windows-ahead.ts';

/**
 * Searches along the index on (aggregate_id, version), window by window, where SQL narrows it down and `test`
 * decides; or among the few events of a rare type. Undefined where SQL can say nothing of a filter, and where no index has the order.
 */
export function searchStream(
  db: SqliteDatabase,
  streams: StreamReaders,
  aggregateId: string,
  filters: readonly Criteria[],
): StreamSearch | undefined {
  if (filters.length === 0 || !filters.every(isDecidedInSql) || !streams.canUseIndex(aggregateId)) return undefined;
  const test = (event: RecordedEvent) => filters.some((filter) => filter.test(event));
  const isRare = filters.every((filter) => isRareType(db, filter));
  const wanted = anyOf(filters.map((filter) => toConditions(db, filter, !isRare)));
  const look = isRare ? amongRare(db, aggregateId, wanted, test) : byWindows(db, aggregateId, wanted, test);
  const ahead = isRare ? undefined : new WindowsAhead(db, streams, aggregateId, wanted, test);
  const lookAnyway: Look = (way, from, to) => {
    try {
      const step = look(way, from, to);
      return step.kind === 'found' ? { ...step, position: streams.of(aggregateId).positionOf(step.event.key) } : step;
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      return searchDamaged(streams.of(aggregateId), test, way === 'next' ? 1 : -1, [from, to]);
    }
  };
  const search = async (...place: Parameters<Look>): Promise<SearchStep> =>
    (await ahead?.look(...place)) ?? db.run(() => lookAnyway(...place));
  return {
    next: (after, upTo) => search('next', after, upTo),
    previous: (before, downTo) => search('previous', before, downTo),
  };
}

/** Does SQL pass over most of what the filter does not select? */
function isDecidedInSql({ eventType, plan }: Criteria): boolean {
  if (eventType !== undefined && !/[*?]/.test(eventType)) return true;
  return plan !== undefined && plan.predicate.kind !== 'all';
}
