import type { PayloadPath, PayloadTest } from '../pushdown/predicate.ts';
import { NOT_JSON_START } from './not-json.ts';
import { all, type Sql, sql, TRUE } from './sql.ts';
import type { TableShape } from './table-shape.ts';

/** Numbers with more digits than this, or such an exponent, may be beyond what the server reads. */
const LONG = 300;
const HUGE = `(strpos(p.text, 'e') > 0 OR strpos(p.text, 'E') > 0) AND p.text ~ '[eE][+-]?[0-9]{4}'`;

/** The metadata have two names, and some tables have none. */
export function payloadColumn({ metadataColumn }: TableShape, { column }: PayloadPath): string {
  return column === 'metadata' ? (metadataColumn ?? 'NULL::json') : column;
}

/** Texts that only look like JSON are not looked into: one that is none would end the whole query. */
export function canLookInto(shape: TableShape, paths: readonly PayloadPath[]): boolean {
  return paths.every((path) => /^jsonb?$/.test(typeName(shape, payloadColumn(shape, path)) ?? ''));
}

function typeName(shape: TableShape, column: string): string | undefined {
  return column.startsWith('NULL') ? 'json' : shape.columns.get(column)?.type;
}

/**
 * Does the server read these paths as Python does? Not in what was no JSON, nor where a `\u` spells what is no character
 * for the server, which would end the whole query.
 */
export function sureOf(shape: TableShape, paths: readonly PayloadPath[]): string {
  const columns = [...new Set(paths.map((path) => payloadColumn(shape, path)))];
  return columns
    .map((column) => (typeName(shape, column) === 'jsonb' ? sureBinary(column) : sureText(shape, column)))
    .join(' AND ');
}

function sureBinary(column: string): string {
  return `((${column} -> '$not_json') IS NULL)`;
}

/** The text is made once: OFFSET keeps the server from making it wherever it is used. */
function sureText(shape: TableShape, column: string): string {
  const odd = shape.isUtf8 ? ['\\u0000', '\\ud', '\\uD'] : ['\\u'];
  const hasNone = odd.map((spelling) => `strpos(t, '${spelling}') = 0`).join(' AND ');
  const isSure = `left(t, ${NOT_JSON_START.length}) <> '${NOT_JSON_START}' AND (strpos(t, '\\u') = 0 OR ${hasNone})`;
  return `(${column} IS NULL OR (SELECT ${isSure} FROM (SELECT ${column}::text AS t OFFSET 0) AS x))`;
}

/**
 * What must hold of the value at a path, in a row of which the server is sure. One step at a time, as a path of several
 * would find a key in what a later key of the same name has replaced.
 */
export function payloadToSql(shape: TableShape, column: string, keys: readonly string[], test: PayloadTest): Sql {
  const value = [column, ...keys.map((key) => `'${key}'`)].join(' -> ');
  const typeOf = typeName(shape, column) === 'jsonb' ? 'jsonb_typeof' : 'json_typeof';
  switch (test.is) {
    case 'present':
      return sql(`(${value}) IS NOT NULL`);
    case 'missing':
      return sql(`(${value}) IS NULL`);
    case 'null':
      return sql(`${typeOf}(${value}) = 'null'`);
    case 'neither-null-nor-missing':
      return sql(`${typeOf}(${value}) <> 'null'`);
    default: {
      const { text, values } = testOfValue(shape, test);
      // The payload is parsed once, which costs most.
      const found = `SELECT ${typeOf}(v) AS type, v #>> '{}' AS text FROM (SELECT ${value} AS v OFFSET 0) AS f OFFSET 0`;
      return { text: `(SELECT ${text} FROM (${found}) AS p)`, values };
    }
  }
}

/** Of a value as `p.type` and `p.text`. */
function testOfValue(shape: TableShape, test: PayloadTest): Sql {
  switch (test.is) {
    case 'number':
      return numberSql(test);
    case 'text': {
      const text = shape.isByteOrder ? 'p.text' : 'p.text COLLATE "C"';
      return all([
        sql("p.type = 'string'"),
        ...(test.from === undefined ? [] : [sql(`${text} >= $?`, test.from)]),
        ...(test.to === undefined ? [] : [sql(`${text} <= $?`, test.to)]),
      ]);
    }
    default:
      return sql(truth(test.is === 'truthy'));
  }
}

/** A number so small that Python takes it for 0 is let through either way. */
function truth(wanted: boolean): string {
  const number = wanted
    ? `p.text ~ '[1-9]'`
    : `(p.text !~ '^[^eE]*[1-9]' OR p.text ~ '[eE]-' OR length(p.text) > ${LONG})`;
  const empty = `p.text ~ '^(\\[\\s*\\]|\\{\\s*\\})$'`;
  return `CASE p.type
    WHEN 'null' THEN ${wanted ? 'FALSE' : 'TRUE'}
    WHEN 'boolean' THEN p.text = '${wanted}'
    WHEN 'number' THEN ${number}
    WHEN 'string' THEN p.text ${wanted ? '<>' : '='} ''
    ELSE ${wanted ? 'NOT ' : ''}${empty} END`;
}

/** Numbers as decimals of any length, booleans as 0 and 1. */
function numberSql({ from, to }: Extract<PayloadTest, { is: 'number' }>): Sql {
  const bounds = [
    ...(from === undefined ? [] : [sql('p.text::numeric >= $?::numeric', String(from))]),
    ...(to === undefined ? [] : [sql('p.text::numeric <= $?::numeric', String(to))]),
  ];
  if (bounds.length === 0) return TRUE;
  const booleans = [0, 1].filter((value) => value >= (from ?? 0) && value <= (to ?? 1));
  const words = booleans.map((value) => (value === 1 ? `'true'` : `'false'`)).join(', ');
  const { text, values } = all(bounds);
  return {
    text: `CASE p.type
      WHEN 'number' THEN CASE WHEN length(p.text) <= ${LONG} AND NOT (${HUGE}) THEN ${text} ELSE TRUE END
      WHEN 'boolean' THEN ${words ? `p.text IN (${words})` : 'FALSE'}
      ELSE FALSE END`,
    values,
  };
}
