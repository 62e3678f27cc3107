import { textOf } from './columns.ts';
import { all, any, type Sql, sql } from './sql.ts';
import type { TableShape } from './table-shape.ts';

/** An event is named by its type as it stands, and by the bare and the qualified spelling of it: `isTypeNamed` in SQL. */
export function isNamed(shape: TableShape, wanted: string): Sql {
  const [event, aggregate] = [textOf(shape, 'event_type'), textOf(shape, 'aggregate_type')];
  const spellings = [sql(`${event} = $?`, wanted), sql(`${event} = ${aggregate} || $?`, `.${wanted}`)];
  if (wanted.includes('.')) spellings.push(sql(`$? = ${aggregate} || '.' || ${event}`, wanted));
  return any(spellings);
}

/** Both spellings match both; the list of spellings is there for the index, the rest decides. */
export function typeConditions(shape: TableShape, types: readonly string[], wanted: string): Sql {
  const exact = isNamed(shape, wanted);
  if (types.length === 0) return exact;
  return all([sql(`${textOf(shape, 'event_type')} = ANY ($?::text[])`, spellingsOf(types, wanted)), exact]);
}

/** Every way in which a store with these aggregate types can spell a type: `a.b` so, as the `b` of an `a`, and qualified. */
function spellingsOf(types: readonly string[], wanted: string): string[] {
  const bare = [...wanted.matchAll(/\./g)].map(({ index }) => wanted.slice(index + 1));
  return [...new Set([wanted, ...bare, ...types.map((type) => `${type}.${wanted}`)])];
}
