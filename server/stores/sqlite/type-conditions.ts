import type { Conditions } from './conditions.ts';
import type { SqliteDatabase } from './database.ts';
import { distinctValues } from './distinct-values.ts';

/** Beyond this many aggregate types, a list of all spellings would be longer than it is useful. */
const MOST_SPELLINGS = 50;

/** Both spellings match both; the list of spellings is there for the index, the rest decides. */
export function typeConditions(db: SqliteDatabase, wanted: string, plus: string): Conditions {
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
