import type { PayloadPath, PayloadTest, Predicate } from '../pushdown/predicate.ts';
import { type Conditions, join } from './conditions.ts';
import type { SqliteDatabase } from './database.ts';
import { typeConditions } from './type-conditions.ts';

/**
 * What SQL can look for. Rows that it cannot be sure of are let through. Columns come first, because an index may serve
 * them; all that looks into payloads comes last, behind one look at what kind of text they are.
 */
export function predicateConditions(db: SqliteDatabase, predicate: Predicate, plus: string): Conditions {
  const parts = predicate.kind === 'and' ? predicate.parts : [predicate];
  const [onColumns, inPayloads] = [
    parts.filter((part) => pathsIn(part).length === 0),
    parts.filter((part) => pathsIn(part).length > 0),
  ];
  const columns = join(onColumns.map((part) => toSql(db, part, plus)));
  if (inPayloads.length === 0) return columns;
  const payloads = join(inPayloads.map((part) => toSql(db, part, '')));
  const sure = sureOf(db, inPayloads.flatMap(pathsIn));
  return join([columns, { sql: [`CASE WHEN ${sure} THEN ${one(payloads)} ELSE TRUE END`], params: payloads.params }]);
}

function toSql(db: SqliteDatabase, predicate: Predicate, plus: string): Conditions {
  switch (predicate.kind) {
    case 'all':
      return fixed('TRUE');
    case 'none':
      return fixed('FALSE');
    case 'and':
    case 'or': {
      const parts = predicate.parts.map((part) => toSql(db, part, plus));
      const word = predicate.kind === 'and' ? ' AND ' : ' OR ';
      return { sql: [`(${parts.map(one).join(word)})`], params: parts.flatMap(({ params }) => params) };
    }
    case 'text':
      // A column that is NULL and should not be reads as an empty text.
      if (predicate.value === '') return fixed('TRUE');
      return textSql(db, predicate, plus);
    case 'null':
      if (!db.shape.columns.has(predicate.column)) return fixed(predicate.isNull ? 'TRUE' : 'FALSE');
      return fixed(`${predicate.column} IS ${predicate.isNull ? '' : 'NOT '}NULL`);
    case 'type':
      if (predicate.name === '' || predicate.name.startsWith('.')) return fixed('TRUE');
      return typeSql(db, predicate, plus);
    case 'version': {
      const { from = -Infinity, to = Infinity } = predicate;
      return { sql: ["(typeof(version) <> 'integer' OR version BETWEEN ? AND ?)"], params: [from, to] };
    }
    case 'payload':
      return payloadSql(columnOf(db, predicate.path), predicate.path.keys, predicate.test);
  }
}

function textSql(
  db: SqliteDatabase,
  { column, isEqual, value }: Extract<Predicate, { kind: 'text' }>,
  plus: string,
): Conditions {
  if (!db.shape.columns.has(column)) return fixed(isEqual ? 'FALSE' : 'TRUE');
  // A column may have a collation of its own, which takes more for equal than Python does.
  const comparison = isEqual ? `${plus}${column} = ?` : `(${column} COLLATE BINARY) IS NOT ?`;
  return { sql: [orOdd(db, comparison, [column])], params: [value] };
}

function typeSql(
  db: SqliteDatabase,
  { name, isEqual }: Extract<Predicate, { kind: 'type' }>,
  plus: string,
): Conditions {
  const columns = ['event_type', 'aggregate_type'];
  if (isEqual) {
    const { sql, params } = typeConditions(db, name, plus);
    if (sql.every((part) => orOdd(db, part, columns) === part)) return { sql, params };
    return { sql: [orOdd(db, `(${sql.join(' AND ')})`, columns)], params };
  }
  const spellings = [
    '(event_type COLLATE BINARY) = ?',
    "(event_type COLLATE BINARY) = aggregate_type || '.' || ?",
    "? = aggregate_type || '.' || event_type",
  ];
  return { sql: [orOdd(db, `(${spellings.join(' OR ')}) IS NOT TRUE`, columns)], params: [name, name, name] };
}

/** What is no text is read as one, in a way that SQL does not know. The two ends of an index tell whether there is any. */
function orOdd(db: SqliteDatabase, condition: string, columns: readonly string[]): string {
  const odd = columns.filter((column) => !isAllText(db, column));
  if (odd.length === 0) return condition;
  return `(${[condition, ...odd.map((column) => `typeof(${column}) <> 'text'`)].join(' OR ')})`;
}

function isAllText(db: SqliteDatabase, column: string): boolean {
  if (!db.shape.indexed.has(column)) return false;
  const others = [`${column} < ''`, `${column} >= x''`].map((test) => `EXISTS (SELECT 1 FROM events WHERE ${test})`);
  const isOdd = () => db.get<{ odd: number }>(`SELECT ${others.join(' OR ')} AS odd`)!.odd;
  return db.fact(`odd ${column}`, isOdd) === 0;
}

/** The metadata have two names, and some tables have none. */
function columnOf({ shape }: SqliteDatabase, { column }: PayloadPath): string {
  return column === 'metadata' ? (shape.metadataColumn ?? 'NULL') : column;
}

function payloadSql(column: string, keys: readonly string[], test: PayloadTest): Conditions {
  const path = `'$${keys.map((key) => `."${key}"`).join('')}'`;
  const value = `json_extract(${column}, ${path})`;
  const type = `json_type(${column}, ${path})`;
  switch (test.is) {
    case 'present':
      return fixed(`${type} IS NOT NULL`);
    case 'missing':
      return fixed(`${type} IS NULL`);
    case 'null':
      return fixed(`${type} = 'null'`);
    case 'neither-null-nor-missing':
      return fixed(`${value} IS NOT NULL`);
    case 'truthy':
      return fixed(`${value} <> 0`);
    case 'falsy':
      return fixed(`(${type} = 'null' OR ${value} IN (0, '', '[]', '{}'))`);
    case 'number':
      return { sql: [`${value} BETWEEN ? AND ?`], params: [test.from ?? -Infinity, test.to ?? Infinity] };
    case 'text':
      if (test.to === undefined) return { sql: [`${value} >= ?`], params: [test.from ?? ''] };
      return { sql: [`${value} BETWEEN ? AND ?`], params: [test.from ?? '', test.to] };
  }
}

/**
 * Does SQL read these paths as Python does? Not in what is no JSON text (NaN, broken, BLOB) or has a NUL, behind which SQL
 * does not look, nor where a key may stand twice: Python takes the last, SQL the first. Only `\u` spells such a key in another way.
 */
function sureOf(db: SqliteDatabase, paths: readonly PayloadPath[]): string {
  const columns = [...new Set(paths.map((path) => columnOf(db, path)))];
  return columns
    .flatMap((column) => {
      const keys = new Set(paths.filter((path) => columnOf(db, path) === column).flatMap((path) => path.keys));
      const twice = [...keys].map((key) => `${column} NOT GLOB '*"${key}"*"${key}"*'`);
      return [
        `typeof(${column}) = 'text'`,
        `(length(${column}) = octet_length(${column}) OR instr(${column}, char(0)) = 0)`,
        `json_valid(${column})`,
        ...twice,
        `${column} NOT GLOB '*\\u*'`,
      ];
    })
    .join(' AND ');
}

function pathsIn(predicate: Predicate): readonly PayloadPath[] {
  if (predicate.kind === 'payload') return [predicate.path];
  return predicate.kind === 'and' || predicate.kind === 'or' ? predicate.parts.flatMap(pathsIn) : [];
}

function fixed(sql: string): Conditions {
  return { sql: [sql], params: [] };
}

function one({ sql }: Conditions): string {
  return sql.length === 1 ? sql[0]! : `(${sql.join(' AND ')})`;
}
