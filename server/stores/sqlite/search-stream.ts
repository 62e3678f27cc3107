import type { RecordedEvent } from '../../domain/event.ts';
import type { SearchStep, StreamSearch } from '../../domain/event-store.ts';
import { type Criteria, isDecidedInSql } from '../criteria.ts';
import { anyOf } from './conditions.ts';
import type { SqliteDatabase } from './database.ts';
import { toConditions } from './filter-to-sql.ts';
import { isUnreadable } from './salvage-row.ts';
import { searchDamaged } from './search-damaged.ts';
import { amongRare, isRareType } from './search-rare.ts';
import { byWindows, type Look } from './search-windows.ts';
import type { StreamReaders } from './stream-readers.ts';
import { WindowsAhead } from './windows-ahead.ts';

/** How it is looked for; made with the first step. */
interface Plan {
  readonly look: Look;
  readonly ahead: WindowsAhead | undefined;
}

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
  if (filters.length === 0 || !filters.every(isDecidedInSql)) return undefined;
  if (!streams.isSound(aggregateId) && !db.runNow(() => streams.canUseIndex(aggregateId))) return undefined;
  const test = (event: RecordedEvent) => filters.some((filter) => filter.test(event));
  const makePlan = (): Plan => {
    const isRare = filters.every((filter) => isRareType(db, filter));
    const wanted = anyOf(filters.map((filter) => toConditions(db, filter, !isRare)));
    return isRare
      ? { look: amongRare(db, aggregateId, wanted, test), ahead: undefined }
      : {
          look: byWindows(db, aggregateId, wanted, test),
          ahead: new WindowsAhead(db, streams, aggregateId, wanted, test),
        };
  };
  let plan: Plan | undefined;
  const lookAnyway: Look = (way, from, to) => {
    try {
      plan ??= makePlan();
      const step = plan.look(way, from, to);
      if (step.kind !== 'found' || !streams.isPlaceKnown(aggregateId, step.event.key)) return step;
      return { ...step, position: streams.of(aggregateId).positionOf(step.event.key) };
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      return searchDamaged(streams.of(aggregateId), test, way === 'next' ? 1 : -1, [from, to]);
    }
  };
  const search = async (...place: Parameters<Look>): Promise<SearchStep> =>
    (await plan?.ahead?.look(...place)) ?? db.run(() => lookAnyway(...place));
  return {
    next: (after, upTo) => search('next', after, upTo),
    previous: (before, downTo) => search('previous', before, downTo),
  };
}
