import type { RecordedEvent } from '../../domain/event.ts';
import type { SearchStep, StreamSearch } from '../../domain/event-store.ts';
import type { EventFilter } from '../../domain/filter.ts';
import { compileFilter, isDecidedInSql } from '../criteria.ts';
import { anyOf } from './conditions.ts';
import type { SqliteDatabase } from './database.ts';
import { toConditions } from './filter-to-sql.ts';
import { isUnreadable } from './salvage-row.ts';
import { searchDamaged } from './search-damaged.ts';
import { byPages } from './search-pages.ts';
import { amongRare, isRareType } from './search-rare.ts';
import { byWindows, type Look } from './search-windows.ts';
import type { StreamReaders } from './stream-readers.ts';
import { narrowed, tested } from './version-windows.ts';
import { WindowsAhead } from './windows-ahead.ts';

/** How it is looked for; made with the first step, and anew with the first after somebody wrote. */
interface Plan {
  readonly epoch: number;
  readonly look: Look;
  readonly ahead?: WindowsAhead;
}

/**
 * Searches along the index on (aggregate_id, version): window by window where SQL narrows it down and the filters' test
 * decides, page by page where it cannot, and among the few events of a rare type. Undefined where no index has the order.
 */
export function searchStream(
  db: SqliteDatabase,
  streams: StreamReaders,
  aggregateId: string,
  filters: readonly EventFilter[],
): StreamSearch | undefined {
  const criteria = filters.map((filter) =>
    compileFilter(filter, ({ key }) => db.runNow(() => streams.of(aggregateId).positionOf(key))),
  );
  if (filters.length === 0) return undefined;
  if (!streams.isSound(aggregateId) && !db.runNow(() => streams.canUseIndex(aggregateId))) return undefined;
  const test = (event: RecordedEvent) => criteria.some((each) => each.test(event));
  const reads = new Set(criteria.flatMap((each) => [...each.reads]));
  const lookOneByOne: Look = (way, ...range) =>
    searchDamaged(streams.of(aggregateId), test, way === 'next' ? 1 : -1, range);
  const makePlan = (): Plan => {
    const { epoch } = db;
    if (!streams.canUseIndex(aggregateId)) return { epoch, look: lookOneByOne };
    const isRare = criteria.every((each) => isRareType(db, each));
    const wanted = anyOf(criteria.map((each) => toConditions(db, each, !isRare)));
    if (isRare) return { epoch, look: amongRare(db, aggregateId, wanted, test) };
    const [look, search] = criteria.every(isDecidedInSql)
      ? [byWindows(db, aggregateId, wanted, test), narrowed(db, aggregateId, wanted, test)]
      : [byPages(db, aggregateId, reads, test), tested(db, aggregateId, filters, reads, test)];
    return { epoch, look, ahead: new WindowsAhead(db, streams, aggregateId, search) };
  };
  let known: Plan | undefined;
  const planNow = (): Plan => {
    if (known?.epoch !== db.epoch) known = makePlan();
    return known!;
  };
  const lookAnyway: Look = (...place) => {
    try {
      const plan = planNow();
      const step = plan.look(...place);
      if (step.kind !== 'found' || !streams.isPlaceKnown(aggregateId, step.event.key)) return step;
      return { ...step, position: streams.of(aggregateId).positionOf(step.event.key) };
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      return lookOneByOne(...place);
    }
  };
  const aheadNow = (): WindowsAhead | undefined => {
    try {
      return planNow().ahead;
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      return undefined;
    }
  };
  const lookHere = (...place: Parameters<Look>) => db.run(() => lookAnyway(...place));
  const lookAhead = async (...place: Parameters<Look>): Promise<SearchStep> => {
    const ahead = await db.run(aheadNow);
    return (await ahead?.look(...place)) ?? lookHere(...place);
  };
  const search = (...place: Parameters<Look>) => (known?.ahead ? lookAhead : lookHere)(...place);
  return {
    next: (after, upTo) => search('next', after, upTo),
    previous: (before, downTo) => search('previous', before, downTo),
  };
}
