import type { AggregateSummary } from '../../domain/event-store.ts';
import { type AggregateListing, isListed } from '../aggregate-listing.ts';
import { equals, textOf } from './columns.ts';
import type { PostgresDatabase } from './database.ts';
import { distinctValues } from './distinct-values.ts';
import { eventTime } from './row-to-event.ts';
import { FALSE, fill, type Sql, sql, TRUE } from './sql.ts';
import { streamOrder } from './streams.ts';
import type { TableShape } from './table-shape.ts';

/** So many ids are passed at once where some of them are not wanted. */
const STRIDE = 500;
/** A stream of no more than this many events is looked at whole for its types. */
const SHORT = 20;

/** The aggregates of a type with no more events than this are read from the index on types. */
const RARE = 500;

/** Hops from id to id through the index: what a page costs does not depend on the size of the store. */
export async function listAggregates(
  database: PostgresDatabase,
  shape: TableShape,
  listing: AggregateListing,
): Promise<AggregateSummary[]> {
  const { aggregateType, contains, prefix, after, limit, goOn } = listing;
  const few = await rarely(database, shape, aggregateType);
  if (few) {
    const wanted = few.filter((id) => (after === undefined || id > after) && isListed(id, listing));
    return summarise(database, shape, { ids: wanted, limit });
  }
  const isPicky = contains !== '' || prefix !== '' || aggregateType !== undefined;
  // In the order of bytes ids that begin alike stand side by side.
  const isRange = shape.isByteOrder && prefix !== '';
  const found: AggregateSummary[] = [];
  for (let last = after; ; ) {
    const stride = isPicky ? STRIDE : limit - found.length;
    const from = isRange && (last === undefined || last < prefix) ? prefix : undefined;
    const ids = await distinctValues(database, shape, 'aggregate_id', { from, after: last, limit: stride });
    const wanted = ids.filter((id) => isListed(id, listing));
    found.push(...(await summarise(database, shape, { ids: wanted, aggregateType, limit: limit - found.length })));
    last = ids.at(-1);
    const isOver = isRange && last?.startsWith(prefix) === false;
    if (ids.length < stride || found.length >= limit || isOver || !goOn(last!, ids.length)) return found;
  }
}

/** The ids of a type that few events have, which hops would pass all other streams to find; undefined for others. */
async function rarely(
  database: PostgresDatabase,
  shape: TableShape,
  aggregateType: string | undefined,
): Promise<string[] | undefined> {
  // Ids are compared here as the server compares them.
  if (aggregateType === undefined || !shape.indexed.has('aggregate_type') || !shape.isByteOrder) return undefined;
  const rows = (what: string) =>
    fill(`SELECT ${what} FROM ${shape.events} WHERE {?}`, equals(shape, 'aggregate_type', aggregateType));
  const isFrequent = fill('{?} LIMIT 1 OFFSET {?}', rows('1 AS one'), sql('$?::int', RARE));
  if (await database.readOne(isFrequent)) return undefined;
  const ids = await database.readTexts<[id: string | null]>(rows(`DISTINCT ${textOf(shape, 'aggregate_id')}`));
  return ids.flatMap(([id]) => id ?? []).sort();
}

/** Of these ids the first ones that have events of the type, where one is named. */
interface Wanted {
  readonly ids: readonly string[];
  readonly aggregateType?: string | undefined;
  readonly limit: number;
}

/**
 * Counts each stream in an index and reads its two ends: each row more is one more place on the disk. A type that appears
 * nowhere but in the middle of a stream of more than 20 events is not seen.
 */
async function summarise(database: PostgresDatabase, shape: TableShape, wanted: Wanted): Promise<AggregateSummary[]> {
  if (wanted.ids.length === 0) return [];
  const { aggregateType, ids, limit } = wanted;
  const end = (direction: 'ASC' | 'DESC', most: string) =>
    `SELECT json_agg(json_build_array(aggregate_type, timestamp::text)) AS rows FROM (
       SELECT aggregate_type, timestamp FROM ${streamOf(shape)}
       ORDER BY ${streamOrder(shape, direction)} LIMIT ${most}) AS end_rows`;
  const rows = await database.readTexts<[id: string, count: string, first: string | null, last: string | null]>(
    fill(
      `SELECT a.id, c.n, f.rows, l.rows
       FROM (SELECT * FROM unnest({?}) WITH ORDINALITY AS a(id, n) WHERE {?} ORDER BY n LIMIT {?}) AS a,
         LATERAL (SELECT count(*) AS n FROM ${streamOf(shape)}) AS c,
         LATERAL (${end('ASC', `CASE WHEN c.n <= ${SHORT} THEN ${SHORT} ELSE 1 END`)}) AS f,
         LATERAL (${end('DESC', '1')}) AS l
       ORDER BY a.n`,
      sql('$?::text[]', ids),
      aggregateType === undefined ? TRUE : hasType(shape, aggregateType),
      sql('$?::int', limit),
    ),
  );
  return rows.map(([aggregate_id, count, first, last]) => {
    const [start, end] = [first, last].map((text) => JSON.parse(text ?? '[]') as [string | null, string | null][]);
    const types = [...start!, ...end!.toReversed()].map(([type]) => type ?? '');
    const time = end![0]?.[1];
    return {
      aggregate_id,
      aggregate_types: [...new Set(types)],
      event_count: Number(count),
      last_timestamp: time ? eventTime(time) || null : null,
    };
  });
}

/** Is the type one of those that `summarise` tells of the stream of `a.id`? Asked before anything is counted. */
function hasType(shape: TableShape, aggregateType: string): Sql {
  // The server takes no text with a NUL, so none is stored.
  if (aggregateType.includes('\0')) return FALSE;
  const end = (direction: 'ASC' | 'DESC') =>
    `(SELECT ${textOf(shape, 'aggregate_type')} FROM ${streamOf(shape)} ORDER BY ${streamOrder(shape, direction)} LIMIT 1)`;
  return fill(
    `({?} IN (${end('ASC')}, ${end('DESC')}) OR (
       NOT EXISTS (SELECT 1 FROM ${streamOf(shape)} OFFSET ${SHORT}) AND EXISTS (SELECT 1 FROM ${streamOf(shape)} AND {?})))`,
    sql('$?', aggregateType),
    equals(shape, 'aggregate_type', aggregateType),
  );
}

/** The rows of the stream of `a.id`. */
function streamOf(shape: TableShape): string {
  return `${shape.events} AS e WHERE e.${textOf(shape, 'aggregate_id')} = a.id`;
}
