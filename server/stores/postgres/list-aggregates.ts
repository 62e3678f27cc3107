import type { AggregateSummary } from '../../domain/event-store.ts';
import { type AggregateListing, isListed } from '../aggregate-listing.ts';
import { equals, textOf, tieOf, versionOf } from './columns.ts';
import type { PostgresDatabase } from './database.ts';
import { distinctValues } from './distinct-values.ts';
import { eventTime } from './row-to-event.ts';
import { fill, sql } from './sql.ts';
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
    return (await summarise(database, shape, wanted.slice(0, limit))).map(toSummary);
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
    const summaries = await summarise(database, shape, wanted);
    found.push(
      ...summaries.filter(({ types }) => aggregateType === undefined || types.has(aggregateType)).map(toSummary),
    );
    last = ids.at(-1);
    const isOver = isRange && last?.startsWith(prefix) === false;
    if (ids.length < stride || found.length >= limit || isOver || !goOn(last!, ids.length))
      return found.slice(0, limit);
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
  const rows = fill(
    `SELECT ${textOf(shape, 'aggregate_id')} AS id FROM ${shape.events} WHERE {?} LIMIT ${RARE + 1}`,
    equals(shape, 'aggregate_type', aggregateType),
  );
  const found = await database.read<{ id: string | null }>(rows);
  if (found.length > RARE) return undefined;
  return [...new Set(found.flatMap(({ id }) => id ?? []))].sort();
}

interface Summary {
  readonly id: string;
  readonly types: ReadonlySet<string>;
  readonly count: number;
  readonly last: string | null;
}

function toSummary({ id, types, count, last }: Summary): AggregateSummary {
  return { aggregate_id: id, aggregate_types: [...types], event_count: count, last_timestamp: last };
}

/**
 * Counts each stream in an index and reads its two ends: each row more is one more place on the disk. A type that appears
 * nowhere but in the middle of a stream of more than 20 events is not seen.
 */
async function summarise(database: PostgresDatabase, shape: TableShape, ids: readonly string[]): Promise<Summary[]> {
  if (ids.length === 0) return [];
  const id = `e.${textOf(shape, 'aggregate_id')}`;
  const end = (direction: string, limit: string) =>
    `SELECT json_agg(json_build_array(aggregate_type, timestamp::text)) AS rows FROM (
       SELECT aggregate_type, timestamp FROM ${shape.events} AS e WHERE ${id} = a.id
       ORDER BY ${versionOf(shape)} ${direction}, ${tieOf(shape)} ${direction} LIMIT ${limit}) AS end_rows`;
  const rows = await database.read<{ id: string; n: string; first: string; last: string }>(
    sql(
      `SELECT a.id, c.n, f.rows AS first, l.rows AS last
       FROM unnest($?::text[]) WITH ORDINALITY AS a(id, n),
         LATERAL (SELECT count(*) AS n FROM ${shape.events} AS e WHERE ${id} = a.id) AS c,
         LATERAL (${end('ASC', `CASE WHEN c.n <= ${SHORT} THEN ${SHORT} ELSE 1 END`)}) AS f,
         LATERAL (${end('DESC', '1')}) AS l
       ORDER BY a.n`,
      ids,
    ),
  );
  return rows.map(({ id, n, first, last }) => {
    const [start, end] = [first, last].map((text) => JSON.parse(text ?? '[]') as [string | null, string | null][]);
    const types = [...start!, ...end!.toReversed()].map(([type]) => type ?? '');
    const time = end![0]?.[1];
    return { id, types: new Set(types), count: Number(n), last: time ? eventTime(time) || null : null };
  });
}
