import type { Criteria } from '../criteria.ts';
import { equals, timeValue } from './columns.ts';
import { predicateToSql } from './predicate-to-sql.ts';
import { all, FALSE, fill, type Sql } from './sql.ts';
import type { TableShape } from './table-shape.ts';
import { typeConditions } from './type-conditions.ts';

/** Times that can be told in normal form; a bound keeps out the infinities of PostgreSQL. */
const FIRST = '0001-01-01T00:00:00.000000Z';
const LAST = '9999-12-31T23:59:59.999999Z';

/** What SQL decides of a filter, times aside. `types` are what `qualifiersOf` found. */
export function toConditions(shape: TableShape, criteria: Criteria, types: readonly string[]): Sql {
  const parts = criteria.fields.map(([name, value]) => equals(shape, name, value));
  const { eventType } = criteria;
  if (eventType?.includes('\0')) parts.push(FALSE);
  else if (eventType !== undefined && !/[*?]/.test(eventType)) parts.push(typeConditions(shape, types, eventType));
  if (criteria.plan) parts.push(predicateToSql(shape, types, criteria.plan.predicate));
  return all(parts);
}

/** The range of time that a filter names. */
export function timeConditions(shape: TableShape, criteria: Criteria): Sql {
  const from = [criteria.from, criteria.plan?.from].filter(isGiven).sort().at(-1);
  const to = [criteria.to, criteria.plan?.to].filter(isGiven).sort()[0];
  if (from === undefined && to === undefined) return all([]);
  const [low, high] = [timeValue(shape, atLeastFirst(from)), timeValue(shape, to ?? LAST)];
  return fill('timestamp BETWEEN {?} AND {?}', low, high);
}

/** PostgreSQL has no year 0. */
function atLeastFirst(time = FIRST): string {
  return time < FIRST ? FIRST : time;
}

function isGiven(time: string | undefined): time is string {
  return time !== undefined;
}
