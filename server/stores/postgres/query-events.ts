import { DomainError } from '../../domain/errors.ts';
import type { RecordedEvent } from '../../domain/event.ts';
import type { QueryOptions, QueryPage } from '../../domain/event-store.ts';
import { isNormalTimestamp } from '../../domain/timestamp.ts';
import { checkLimit, checkOffset } from '../bounds.ts';
import { type QueryPlace, readCursor, toCursor } from '../query-cursor.ts';
import { eventColumns, tieOf, timeOf } from './columns.ts';
import type { PostgresDatabase } from './database.ts';
import { timeConditions, toConditions } from './filter-to-sql.ts';
import type { Matcher } from './matcher.ts';
import type { Qualifiers } from './qualifiers.ts';
import { type FoundRow, toRecordedEvent } from './row-to-event.ts';
import { scan } from './scan.ts';
import { all, fill, type Sql, sql, TRUE } from './sql.ts';
import type { TableShape } from './table-shape.ts';

/** What is queried, and what is known of it. */
export interface QueriedTable {
  readonly database: PostgresDatabase;
  readonly shape: TableShape;
  readonly qualifiers: Qualifiers;
}

/** One page in the order of time. */
export async function queryEvents(table: QueriedTable, matcher: Matcher, options: QueryOptions): Promise<QueryPage> {
  const { database, shape } = table;
  const { order = 'newest-first', cursor, signal } = options;
  const limit = checkLimit(options.limit ?? 100);
  const offset = checkOffset(options.offset ?? 0);
  const after = cursor === undefined ? undefined : readPlace(readCursor(cursor, order));
  const time = timeOf(await hasNullTimes(database, shape));
  const [direction, operator] = order === 'newest-first' ? ['DESC', '<'] : ['ASC', '>'];
  const side = after ? sideOf(shape, time, operator, after) : TRUE;
  const toQuery = (types: readonly string[]) =>
    fill(
      `SELECT ${eventColumns(shape)} FROM ${shape.events} WHERE {?} AND {?}
       ORDER BY ${time} ${direction}, ${tieOf(shape)} ${direction}`,
      narrowing(shape, matcher, types),
      side,
    );
  // One more than asked for tells whether there is a next page.
  const found = await findPage(table, toQuery, matcher, { offset, limit: limit + 1, signal });
  const page = found.slice(0, limit);
  return {
    events: page,
    next: found.length > limit ? toCursor(order, placeOf(page.at(-1)!)) : undefined,
  };
}

/** Counts in SQL where SQL can decide the filter. */
export async function countEvents(table: QueriedTable, matcher: Matcher): Promise<number> {
  const { database, shape } = table;
  const where = narrowing(shape, matcher, await typesFor(table, matcher));
  if (!matcher.criteria.needsTest) {
    const query = fill(`SELECT count(*) AS n FROM ${shape.events} WHERE {?}`, where);
    return Number((await database.readOne<{ n: string }>(query))?.n);
  }
  let count = 0;
  await scan(
    database,
    fill(`SELECT ${eventColumns(shape)} FROM ${shape.events} WHERE {?}`, where),
    matcher,
    (matches) => {
      count += matches.length;
      return false;
    },
  );
  return count;
}

function narrowing(shape: TableShape, { criteria }: Matcher, types: readonly string[]): Sql {
  return all([toConditions(shape, criteria, types), timeConditions(shape, criteria)]);
}

function namesType({ criteria }: Matcher): boolean {
  return criteria.eventType !== undefined || JSON.stringify(criteria.plan ?? '').includes('"type"');
}

async function typesFor({ qualifiers }: QueriedTable, matcher: Matcher): Promise<readonly string[]> {
  return namesType(matcher) ? qualifiers.read() : [];
}

interface PageOfMatches {
  readonly offset: number;
  readonly limit: number;
  readonly signal: AbortSignal | undefined;
}

async function findPage(
  table: QueriedTable,
  toQuery: (types: readonly string[]) => Sql,
  matcher: Matcher,
  { offset, limit, signal }: PageOfMatches,
): Promise<RecordedEvent[]> {
  const { database, qualifiers } = table;
  if (!matcher.criteria.needsTest) {
    const toPage = (types: readonly string[]) =>
      fill('{?} LIMIT {?} OFFSET {?}', toQuery(types), sql('$?::int', limit), sql('$?::bigint', offset));
    const rows = namesType(matcher)
      ? await qualifiers.readTexts<FoundRow>(toPage)
      : await database.readTexts<FoundRow>(toPage([]));
    return rows.map(toRecordedEvent);
  }
  const found: RecordedEvent[] = [];
  await scan(database, toQuery(await typesFor(table, matcher)), matcher, (matches) => {
    signal?.throwIfAborted();
    return found.push(...matches) >= offset + limit;
  });
  return found.slice(offset, offset + limit);
}

async function hasNullTimes(database: PostgresDatabase, shape: TableShape): Promise<boolean> {
  if (!shape.columns.get('timestamp')!.isNullable) return false;
  const query = sql(`SELECT 1 AS one FROM ${shape.events} WHERE timestamp IS NULL LIMIT 1`);
  return (await database.readOne(query)) !== undefined;
}

/** Where an event stands in the order of time; a time that is NULL stands before all others. */
function placeOf({ timestamp, key }: RecordedEvent): QueryPlace {
  const time = isNormalTimestamp(timestamp) ? timestamp : '';
  return { time, stored: timestamp === 'NULL' ? '-infinity' : timestamp, tie: key.tie };
}

/** Throws `bad-filter` for a place in another kind of store. */
function readPlace(place: QueryPlace): QueryPlace {
  if (/^(-?infinity|\d{4,}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[.\d]*(Z|\+00)?( BC)?)$/.test(place.stored)) return place;
  throw new DomainError('bad-filter', 'The cursor belongs to another store: start again from the first page');
}

function sideOf(shape: TableShape, time: string, operator: string, { stored, tie }: QueryPlace): Sql {
  const { type } = shape.columns.get('timestamp')!;
  return sql(`(${time}, ${tieOf(shape)}) ${operator} ($?::${type}, $?)`, stored, String(tie));
}
