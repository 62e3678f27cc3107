import type { PayloadPath, Predicate } from '../pushdown/predicate.ts';
import { equals, textOf } from './columns.ts';
import { canLookInto, payloadColumn, payloadToSql, sureOf } from './payload-to-sql.ts';
import { all, any, FALSE, fill, type Sql, sql, TRUE } from './sql.ts';
import type { TableShape } from './table-shape.ts';
import { isNamed, typeConditions } from './type-conditions.ts';

/**
 * What SQL can look for. Rows that it cannot be sure of are let through. Columns come first, because an index may serve
 * them; all that looks into payloads comes last, behind one look at what kind of text they are.
 */
export function predicateToSql(shape: TableShape, types: readonly string[], predicate: Predicate): Sql {
  const parts = predicate.kind === 'and' ? predicate.parts : [predicate];
  const onColumns = parts.filter((part) => pathsIn(part).length === 0).map((part) => toSql(shape, types, part));
  const inPayloads = parts.filter((part) => pathsIn(part).length > 0 && canLookInto(shape, pathsIn(part)));
  if (inPayloads.length === 0) return all(onColumns);
  const payloads = all(inPayloads.map((part) => toSql(shape, types, part)));
  const sure = sureOf(shape, inPayloads.flatMap(pathsIn));
  return all([...onColumns, fill(`CASE WHEN ${sure} THEN {?} ELSE TRUE END`, payloads)]);
}

function toSql(shape: TableShape, types: readonly string[], predicate: Predicate): Sql {
  switch (predicate.kind) {
    case 'all':
      return TRUE;
    case 'none':
      return FALSE;
    case 'and':
      return all(predicate.parts.map((part) => toSql(shape, types, part)));
    case 'or':
      return any(predicate.parts.map((part) => toSql(shape, types, part)));
    case 'text':
      // A column that is NULL and should not be reads as an empty text.
      return predicate.value === '' ? TRUE : textSql(shape, predicate);
    case 'null': {
      const isThere = shape.columns.has(predicate.column);
      if (!isThere) return predicate.isNull ? TRUE : FALSE;
      return sql(`${predicate.column} IS ${predicate.isNull ? '' : 'NOT '}NULL`);
    }
    case 'type':
      if (predicate.name === '' || predicate.name.startsWith('.')) return TRUE;
      return typeSql(shape, types, predicate);
    case 'version':
      return versionSql(shape, predicate);
    case 'payload':
      return payloadToSql(shape, payloadColumn(shape, predicate.path), predicate.path.keys, predicate.test);
  }
}

function textSql(shape: TableShape, { column, isEqual, value }: Extract<Predicate, { kind: 'text' }>): Sql {
  if (isEqual) return equals(shape, column, value);
  // A collation of the column's own may take more for equal than Python does.
  return sql(`${byBytes(shape, textOf(shape, column))} IS DISTINCT FROM $?`, value);
}

function typeSql(
  shape: TableShape,
  types: readonly string[],
  { name, isEqual }: Extract<Predicate, { kind: 'type' }>,
): Sql {
  // A NULL among them reads as an empty text, of which SQL knows nothing.
  const nullable = ['event_type', 'aggregate_type'].filter((column) => shape.columns.get(column)?.isNullable);
  const odd = nullable.map((column) => sql(`${column} IS NULL`));
  if (isEqual) return any([typeConditions(shape, types, name), ...odd]);
  return fill('({?}) IS NOT TRUE', isNamed(shape, name));
}

/** A version that is NULL reads as another, of which SQL knows nothing. */
function versionSql(shape: TableShape, { from, to }: Extract<Predicate, { kind: 'version' }>): Sql {
  const { isNullable } = shape.columns.get('version')!;
  const parts = [
    ...(from === undefined ? [] : [sql('version >= $?::bigint', toBigint(Math.ceil(from)))]),
    ...(to === undefined ? [] : [sql('version <= $?::bigint', toBigint(Math.floor(to)))]),
  ];
  return isNullable ? any([sql('version IS NULL'), all(parts)]) : all(parts);
}

/** As text, held within what a bigint can be. */
export function toBigint(value: number): string {
  const most = 2n ** 63n - 1n;
  if (Number.isNaN(value)) return '0';
  if (value >= Number(most)) return String(most);
  return value <= -Number(most) ? String(-most) : String(BigInt(Math.trunc(value)));
}

/** A text that compares in the order of code points. */
export function byBytes({ isByteOrder }: TableShape, text: string): string {
  return isByteOrder ? text : `(${text} COLLATE "C")`;
}

function pathsIn(predicate: Predicate): readonly PayloadPath[] {
  if (predicate.kind === 'payload') return [predicate.path];
  return predicate.kind === 'and' || predicate.kind === 'or' ? predicate.parts.flatMap(pathsIn) : [];
}
