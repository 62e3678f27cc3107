import { textOf } from './columns.ts';
import type { PostgresDatabase } from './database.ts';
import { fill, type Sql, sql, TRUE } from './sql.ts';
import type { TableShape } from './table-shape.ts';

interface Range {
  /** Only what comes after this, in the column's own order. */
  readonly after?: string | undefined;
  /** Only what does not come before this; used instead of `after`. */
  readonly from?: string | undefined;
  readonly limit: number;
}

/**
 * The distinct texts of a column in the column's own order, by hopping through its index from one to the next: as fast
 * in a store of a hundred million events as in a small one. Without an index, one pass over the table.
 */
export async function distinctValues(
  database: PostgresDatabase,
  ...asked: Parameters<typeof distinctSql>
): Promise<string[]> {
  const found = await database.readTexts<[value: string]>(distinctSql(...asked), true);
  return found.map(([value]) => value);
}

/** The query of `distinctValues`, which gives one value a row. */
export function distinctSql(
  shape: TableShape,
  column: 'aggregate_id' | 'aggregate_type',
  { after, from, limit }: Range,
): Sql {
  const text = textOf(shape, column);
  // A column whose text is not itself has no index in the order of its texts.
  const canHop = shape.indexed.has(column) && text === column;
  const behind = after === undefined ? TRUE : sql(`${text} > $?`, after);
  const beyond = from === undefined ? behind : sql(`${text} >= $?`, from);
  return canHop ? hops(shape, column, beyond, limit) : pass(shape, text, beyond, limit);
}

function hops({ events }: TableShape, column: string, beyond: Sql, limit: number): Sql {
  return fill(
    `WITH RECURSIVE hop(value, n) AS (
       (SELECT ${column}, 1 FROM ${events} WHERE ${column} IS NOT NULL AND {?} ORDER BY ${column} LIMIT 1)
       UNION ALL
       SELECT (SELECT ${column} FROM ${events} WHERE ${column} > hop.value ORDER BY ${column} LIMIT 1), n + 1
       FROM hop WHERE hop.value IS NOT NULL AND n < {?})
     SELECT value FROM hop WHERE value IS NOT NULL`,
    beyond,
    sql('$?::int', limit),
  );
}

function pass({ events }: TableShape, text: string, beyond: Sql, limit: number): Sql {
  return fill(
    `SELECT DISTINCT ${text} AS value FROM ${events} WHERE ${text} IS NOT NULL AND {?} ORDER BY 1 LIMIT {?}`,
    beyond,
    sql('$?::int', limit),
  );
}
