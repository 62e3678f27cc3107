import type { Conditions } from './conditions.ts';
import type { SqliteDatabase } from './database.ts';
import { distinctValues } from './distinct-values.ts';

/** Beyond this many aggregate types, a list of all spellings would be longer than it is useful. */
const MOST_SPELLINGS = 50;

/** An event is named by its type as it stands, and by the bare and the qualified spelling of it: `isTypeNamed` in SQL. */
const IS_NAMED =
  "(+event_type = ? OR +event_type = aggregate_type || '.' || ? OR ? = aggregate_type || '.' || event_type)";

/** Both spellings match both; the list of spellings is there for the index, the rest decides. */
export function typeConditions(db: SqliteDatabase, wanted: string, plus: string): Conditions {
  const spellings = spellingsOf(db, wanted);
  const exact = { sql: [IS_NAMED], params: [wanted, wanted, wanted] };
  if (!spellings) return exact;
  return {
    sql: [`${plus}event_type IN (${spellings.map(() => '?').join(', ')})`, ...exact.sql],
    params: [...spellings, ...exact.params],
  };
}

/**
 * Every way in which this store can spell a type: `a.b` can be stored so, as the `b` of an `a`, and qualified by any
 * aggregate type. Undefined when finding out would cost more than it saves.
 */
function spellingsOf(db: SqliteDatabase, wanted: string): string[] | undefined {
  if (!db.shape.indexed.has('aggregate_type') || !db.shape.indexed.has('event_type')) return undefined;
  const types = db.fact('aggregate types', () => distinctValues(db, 'aggregate_type', MOST_SPELLINGS));
  if (types.length >= MOST_SPELLINGS) return undefined;
  const bare = [...wanted.matchAll(/\./g)].map(({ index }) => wanted.slice(index + 1));
  return [...new Set([wanted, ...bare, ...types.map((type) => `${type}.${wanted}`)])];
}
