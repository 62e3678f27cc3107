import { toSqlTimestamp } from '../../domain/timestamp.ts';
import type { Criteria } from '../criteria.ts';
import type { SqliteDatabase } from './database.ts';
import { distinctValues } from './distinct-values.ts';

/** Conditions joined by AND, and the values of their question marks in order. */
export interface Conditions {
  readonly sql: readonly string[];
  readonly params: readonly unknown[];
}

/** Beyond this many aggregate types, a list of all spellings would be longer than it is useful. */
const MOST_SPELLINGS = 50;

/**
 * What SQL decides of a filter, times aside (`timeConditions`). With `keepTimeIndex` the conditions are written so that
 * SQLite cannot choose their own indexes (a unary plus) and walks the one on time.
 */
export function toConditions(db: SqliteDatabase, criteria: Criteria, keepTimeIndex = false): Conditions {
  const plus = keepTimeIndex ? '+' : '';
  const parts = criteria.fields.map(([name, value]): Conditions => {
    if (!db.shape.columns.has(name)) return { sql: ['0'], params: [] };
    return { sql: [`${plus}${name} = ?`], params: [value] };
  });
  const { eventType } = criteria;
  if (eventType !== undefined && !/[*?]/.test(eventType)) parts.push(typeConditions(db, eventType, plus));
  return join(parts);
}

/** The range of time, where all stored timestamps are naive: a second without microseconds has two spellings then. */
export function timeConditions({ from, to }: Criteria): Conditions {
  const parts: Conditions[] = [];
  if (from !== undefined) parts.push({ sql: ['timestamp >= ?'], params: [toSqlTimestamp(from)] });
  if (to !== undefined) parts.push({ sql: ['timestamp <= ?'], params: [to.slice(0, -1).replace('T', ' ')] });
  return join(parts);
}

export function join(parts: readonly Conditions[]): Conditions {
  return { sql: parts.flatMap(({ sql }) => sql), params: parts.flatMap(({ params }) => params) };
}

/** Both spellings match both; the list of spellings is there for the index, the rest decides. */
function typeConditions(db: SqliteDatabase, wanted: string, plus: string): Conditions {
  const readings = wanted.includes('.') ? qualifiedReadings(wanted) : [];
  const spellings = wanted.includes('.') ? [wanted, ...readings.map(([, bare]) => bare)] : bareSpellings(db, wanted);
  const exact = wanted.includes('.')
    ? readings.map(() => '(+aggregate_type = ? AND +event_type = ?)')
    : ["+event_type = aggregate_type || '.' || ?"];
  const sql = [`(${['+event_type = ?', ...exact].join(' OR ')})`];
  const params: unknown[] = [wanted, ...(wanted.includes('.') ? readings.flat() : [wanted])];
  if (spellings) {
    sql.unshift(`${plus}event_type IN (${spellings.map(() => '?').join(', ')})`);
    params.unshift(...spellings);
  }
  return { sql, params };
}

/** `a.b.c` can be the type `b.c` of an `a`, or the type `c` of an `a.b`. */
function qualifiedReadings(wanted: string): [aggregateType: string, eventType: string][] {
  const dots = [...wanted.matchAll(/\./g)].map(({ index }) => index);
  const readings = dots.map((dot): [string, string] => [wanted.slice(0, dot), wanted.slice(dot + 1)]);
  return readings.filter(([aggregateType, eventType]) => !eventType.startsWith(`${aggregateType}.`));
}

/** Every way in which this store can spell a bare type; undefined when finding out would cost more than it saves. */
function bareSpellings(db: SqliteDatabase, wanted: string): string[] | undefined {
  if (!db.shape.indexed.has('aggregate_type') || !db.shape.indexed.has('event_type')) return undefined;
  const types = distinctValues(db, 'aggregate_type', MOST_SPELLINGS);
  return types.length < MOST_SPELLINGS ? [wanted, ...types.map((type) => `${type}.${wanted}`)] : undefined;
}
