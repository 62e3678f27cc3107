import { toSqlTimestamp } from '../../domain/timestamp.ts';
import type { Criteria } from '../criteria.ts';
import { type Conditions, join } from './conditions.ts';
import type { SqliteDatabase } from './database.ts';
import { predicateConditions } from './predicate-to-sql.ts';
import { typeConditions } from './type-conditions.ts';

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
  if (criteria.plan) parts.push(predicateConditions(db, criteria.plan.predicate, plus));
  return join(parts);
}

/** The range of time, where all stored timestamps are naive: a second without microseconds has two spellings then. */
export function timeConditions(criteria: Criteria): Conditions {
  const from = [criteria.from, criteria.plan?.from].filter(isGiven).sort().at(-1);
  const to = [criteria.to, criteria.plan?.to].filter(isGiven).sort()[0];
  const parts: Conditions[] = [];
  if (from !== undefined) parts.push({ sql: ['timestamp >= ?'], params: [toSqlTimestamp(from)] });
  if (to !== undefined) parts.push({ sql: ['timestamp <= ?'], params: [to.slice(0, -1).replace('T', ' ')] });
  return join(parts);
}

function isGiven(time: string | undefined): time is string {
  return time !== undefined;
}
