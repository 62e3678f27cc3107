import type { PayloadPath, PayloadTest } from '../pushdown/predicate.ts';
import { NOT_JSON_START } from './not-json.ts';
import { type Sql, sql, TRUE } from './sql.ts';
import type { TableShape } from './table-shape.ts';

/** Numbers with more digits than this, or such an exponent, may be beyond what the server reads. */
const LONG = 300;
const HUGE = '[eE][+-]?[0-9]{4}';

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
  return `(${column} IS NULL OR NOT jsonb_exists(${column}, '$not_json'))`;
}

function sureText(shape: TableShape, column: string): string {
  const text = `${column}::text`;
  const odd = shape.isUtf8 ? ['\\u0000', '\\ud', '\\uD'] : ['\\u'];
  const escapes = odd.map((escape) => `strpos(${text}, '${escape}') = 0`).join(' AND ');
  const isPlain = `(strpos(${text}, '\\u') = 0 OR ${escapes})`;
  return `(${column} IS NULL OR (left(${text}, ${NOT_JSON_START.length}) <> '${NOT_JSON_START}' AND ${isPlain}))`;
}

/**
 * What must hold of the value at a path, in a row of which the server is sure. One step at a time, as a path of several
 * would find a key in what a later key of the same name has replaced.
 */
export function payloadToSql(shape: TableShape, column: string, keys: readonly string[], test: PayloadTest): Sql {
  const value = `(${[column, ...keys.map((key) => `'${key}'`)].join(' -> ')})`;
  const type = `${typeName(shape, column) === 'jsonb' ? 'jsonb_typeof' : 'json_typeof'}${value}`;
  const text = `(${value} #>> '{}')`;
  switch (test.is) {
    case 'present':
      return sql(`${value} IS NOT NULL`);
    case 'missing':
      return sql(`${value} IS NULL`);
    case 'null':
      return sql(`${type} = 'null'`);
    case 'neither-null-nor-missing':
      return sql(`${type} <> 'null'`);
    case 'truthy':
      return sql(truth(type, text, true));
    case 'falsy':
      return sql(truth(type, text, false));
    case 'number':
      return numberSql(type, text, test);
    case 'text': {
      const compared = shape.isByteOrder ? text : `${text} COLLATE "C"`;
      const bounds = [
        ...(test.from === undefined ? [] : [sql(`${compared} >= $?`, test.from)]),
        ...(test.to === undefined ? [] : [sql(`${compared} <= $?`, test.to)]),
      ];
      return {
        text: `(${[`${type} = 'string'`, ...bounds.map((bound) => bound.text)].join(' AND ')})`,
        values: bounds.flatMap(({ values }) => values),
      };
    }
  }
}

/** A number so small that Python takes it for 0 is let through either way. */
function truth(type: string, text: string, wanted: boolean): string {
  const number = wanted
    ? `${text} ~ '[1-9]'`
    : `(${text} !~ '^[^eE]*[1-9]' OR ${text} ~ '[eE]-' OR length(${text}) > ${LONG})`;
  const empty = `${text} ~ '^(\\[\\s*\\]|\\{\\s*\\})$'`;
  return `CASE ${type}
    WHEN 'null' THEN ${wanted ? 'FALSE' : 'TRUE'}
    WHEN 'boolean' THEN ${text} = '${wanted}'
    WHEN 'number' THEN ${number}
    WHEN 'string' THEN ${text} ${wanted ? '<>' : '='} ''
    ELSE ${wanted ? 'NOT ' : ''}${empty} END`;
}

/** Numbers as decimals of any length, booleans as 0 and 1. */
function numberSql(type: string, text: string, { from, to }: Extract<PayloadTest, { is: 'number' }>): Sql {
  const bounds = [
    ...(from === undefined ? [] : [sql(`${text}::numeric >= $?::numeric`, String(from))]),
    ...(to === undefined ? [] : [sql(`${text}::numeric <= $?::numeric`, String(to))]),
  ];
  if (bounds.length === 0) return TRUE;
  const booleans = [0, 1].filter((value) => value >= (from ?? 0) && value <= (to ?? 1));
  const words = booleans.map((value) => (value === 1 ? `'true'` : `'false'`)).join(', ');
  const isReadable = `length(${text}) <= ${LONG} AND ${text} !~ '${HUGE}'`;
  return {
    text: `CASE ${type}
      WHEN 'number' THEN CASE WHEN ${isReadable} THEN ${bounds.map((bound) => bound.text).join(' AND ')} ELSE TRUE END
      WHEN 'boolean' THEN ${words ? `${text} IN (${words})` : 'FALSE'}
      ELSE FALSE END`,
    values: bounds.flatMap(({ values }) => values),
  };
}
