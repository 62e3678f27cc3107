/** Columns in which NULL stands for None. */
export type NullableColumn = 'correlation_id' | 'causation_id' | 'user_id' | 'service_name';

/** Columns that hold text. */
export type TextColumn = 'event_id' | 'aggregate_id' | 'aggregate_type' | NullableColumn;

/** A value in the payload or the metadata, by its keys from the top. */
export interface PayloadPath {
  readonly column: 'event_data' | 'metadata';
  readonly keys: readonly string[];
}

/**
 * What must hold of the value at a path. Bounds are inclusive, and `undefined` where there is none: numbers are held
 * against numbers and booleans (as 0 and 1), texts against texts in the order of code points.
 */
export type PayloadTest =
  | { readonly is: 'present' | 'missing' | 'null' | 'neither-null-nor-missing' | 'truthy' | 'falsy' }
  | { readonly is: 'number'; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly is: 'text'; readonly from: string | undefined; readonly to: string | undefined };

/**
 * What a store can look for by itself, in no engine's words. It selects every event that the expression accepts, and
 * maybe more: a store that cannot decide a part of it lets the event through, because the expression is held against
 * what comes out.
 */
export type Predicate =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Predicate[] }
  | { readonly kind: 'text'; readonly column: TextColumn; readonly isEqual: boolean; readonly value: string }
  | { readonly kind: 'null'; readonly column: NullableColumn; readonly isNull: boolean }
  /** Both spellings of a type, bare and qualified. */
  | { readonly kind: 'type'; readonly isEqual: boolean; readonly name: string }
  | { readonly kind: 'version'; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly kind: 'payload'; readonly path: PayloadPath; readonly test: PayloadTest };

export const ALL: Predicate = { kind: 'all' };
export const NONE: Predicate = { kind: 'none' };

/** All of these; without those that say nothing. */
export function allOf(parts: readonly Predicate[]): Predicate {
  if (parts.some(({ kind }) => kind === 'none')) return NONE;
  const said = parts.flatMap((part) => (part.kind === 'and' ? part.parts : part.kind === 'all' ? [] : [part]));
  return said.length > 1 ? { kind: 'and', parts: said } : (said[0] ?? ALL);
}

export function anyOf(parts: readonly Predicate[]): Predicate {
  if (parts.some(({ kind }) => kind === 'all')) return ALL;
  const said = parts.flatMap((part) => (part.kind === 'or' ? part.parts : part.kind === 'none' ? [] : [part]));
  return said.length > 1 ? { kind: 'or', parts: said } : (said[0] ?? NONE);
}
