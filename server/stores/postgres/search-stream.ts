import type { RecordedEvent, StreamKey } from '../../domain/event.ts';
import type { SearchStep, StreamSearch } from '../../domain/event-store.ts';
import { isDecidedInSql } from '../criteria.ts';
import { equals, eventColumns, tieOf, versionOf } from './columns.ts';
import type { PostgresDatabase } from './database.ts';
import { timeConditions, toConditions } from './filter-to-sql.ts';
import type { Matcher } from './matcher.ts';
import { type FoundRow, toRecordedEvent } from './row-to-event.ts';
import { all, any, fill, type Sql, sql } from './sql.ts';
import { beyond, streamOrder } from './streams.ts';
import type { TableShape } from './table-shape.ts';

/** How many events the server looks at in one step: some milliseconds of its work. */
const WINDOW = 5_000;
/** How many of those that SQL lets through are tested in one step. */
const BATCH = 100;

/** How SQL walks, and how it compares with a place to go on behind it and to stop at it. */
const WAYS = {
  next: { direction: 'ASC', past: '>', upTo: '<=' },
  previous: { direction: 'DESC', past: '<', upTo: '>=' },
} as const;

type Way = (typeof WAYS)[keyof typeof WAYS];

/**
 * Searches along the index on (aggregate_id, version), window by window. SQL narrows it down, the filters decide.
 * Undefined where SQL can say nothing of a filter, and where no index has the order.
 */
export function searchStream(
  database: PostgresDatabase,
  shape: TableShape,
  aggregateId: string,
  matchers: readonly Matcher[],
): StreamSearch | undefined {
  const canSearch = matchers.length > 0 && matchers.every(({ criteria }) => isDecidedInSql(criteria));
  if (!canSearch || shape.streamIndex === 'none') return undefined;
  const wanted = any(
    matchers.map(({ criteria }) => all([toConditions(shape, criteria, []), timeConditions(shape, criteria)])),
  );
  const isOfStream = equals(shape, 'aggregate_id', aggregateId);
  const look = async (way: Way, from: StreamKey | undefined, to: StreamKey | undefined): Promise<SearchStep> => {
    const start = from ? [beyond(shape, way.past, from)] : [];
    const inRange = all([isOfStream, ...start, ...(to ? [beyond(shape, way.upTo, to)] : [])]);
    const end = await endOfWindow(database, shape, inRange, way);
    const inWindow = end ? all([isOfStream, ...start, beyond(shape, way.upTo, end)]) : inRange;
    const query = fill(
      `SELECT ${eventColumns(shape)} FROM ${shape.events} WHERE {?} AND {?}
       ORDER BY ${streamOrder(shape, way.direction)} LIMIT ${BATCH}`,
      inWindow,
      wanted,
    );
    const events = (await database.readTexts<FoundRow>(query)).map(toRecordedEvent);
    const event = await firstMatch(events, matchers);
    if (event) return { kind: 'found', event };
    const key = events.length === BATCH ? events.at(-1)!.key : end;
    return key ? { kind: 'passed', key } : { kind: 'end' };
  };
  return {
    next: (after, upTo) => look(WAYS.next, after, upTo),
    previous: (before, downTo) => look(WAYS.previous, before, downTo),
  };
}

/** The last event of the next window; undefined when what is looked through ends before. */
async function endOfWindow(
  database: PostgresDatabase,
  shape: TableShape,
  inRange: Sql,
  { direction }: Way,
): Promise<StreamKey | undefined> {
  const nth = fill(
    `SELECT ${versionOf(shape)} AS version, ${tieOf(shape)} AS tie FROM ${shape.events} WHERE {?}
     ORDER BY ${streamOrder(shape, direction)} LIMIT 1 OFFSET {?}`,
    inRange,
    sql('$?::int', WINDOW - 1),
  );
  const found = await database.readOne<{ version: string; tie: string }>(nth);
  return found && { version: Number(found.version), tie: found.tie };
}

async function firstMatch(
  events: readonly RecordedEvent[],
  matchers: readonly Matcher[],
): Promise<RecordedEvent | undefined> {
  const matches = new Set<RecordedEvent>();
  for (const { select } of matchers) for (const event of await select(events)) matches.add(event);
  return events.find((event) => matches.has(event));
}
