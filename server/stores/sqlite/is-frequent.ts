import type { Criteria } from '../criteria.ts';
import type { Predicate } from '../pushdown/predicate.ts';
import type { SqliteDatabase } from './database.ts';

/** A column that must have one of some values, and has an index to find them by. */
export interface Narrowing {
  readonly column: string;
  readonly values: readonly string[];
}

export function narrowingOf(db: SqliteDatabase, { fields, eventType, plan }: Criteria): readonly Narrowing[] {
  const types = eventType === undefined || /[*?]/.test(eventType) ? [] : [narrowingType(eventType)];
  const columns = fields.map(([column, value]) => ({ column, values: [value] }));
  const all = [...columns, ...types, ...(plan ? narrowingsIn(plan.predicate) : [])];
  return all.filter(({ column }) => db.shape.indexed.has(column));
}

function narrowingsIn(predicate: Predicate): readonly Narrowing[] {
  if (predicate.kind === 'and') return predicate.parts.flatMap(narrowingsIn);
  if (predicate.kind === 'text' && predicate.isEqual) return [{ column: predicate.column, values: [predicate.value] }];
  if (predicate.kind === 'type' && predicate.isEqual) return [narrowingType(predicate.name)];
  if (predicate.kind !== 'or') return [];
  // `aggregate_id in ['agent-123', 'agent-124']`: each narrows the same column.
  const parts = predicate.parts.map(narrowingsIn);
  const [column] = parts.flatMap((part) => part.map(({ column }) => column));
  if (column === undefined || parts.some((part) => part.length !== 1 || part[0]!.column !== column)) return [];
  return [{ column, values: parts.flatMap((part) => part[0]!.values) }];
}

function narrowingType(name: string): Narrowing {
  return { column: 'event_type', values: [name.slice(name.lastIndexOf('.') + 1)] };
}

/**
 * Do so many events match that a page is found sooner by walking the index on time than by sorting all matches? With m
 * of n events matching, a walk to `limit` matches reads about limit * n / m rows and sorting reads m: they meet at
 * m = sqrt(limit * n), and no more than that many index entries are counted to find out.
 */
export function isFrequent(db: SqliteDatabase, narrowing: readonly Narrowing[], limit: number): boolean {
  if (narrowing.length === 0 || !db.shape.indexed.has('timestamp')) return false;
  const total = db.get<{ last: number | null }>('SELECT max(rowid) AS last FROM events')?.last ?? 0;
  const enough = Math.max(1, Math.ceil(Math.sqrt(limit * total)));
  return narrowing.every(({ column, values }) => {
    const marks = values.map(() => '?').join(', ');
    const sql = `SELECT count(*) AS n FROM (SELECT 1 FROM events WHERE ${column} IN (${marks}) LIMIT ?)`;
    return db.get<{ n: number }>(sql, ...values, enough)!.n >= enough;
  });
}
