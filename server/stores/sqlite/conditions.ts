/** Conditions joined by AND, and the values of their question marks in order. */
export interface Conditions {
  readonly sql: readonly string[];
  readonly params: readonly unknown[];
}

export function join(parts: readonly Conditions[]): Conditions {
  return { sql: parts.flatMap(({ sql }) => sql), params: parts.flatMap(({ params }) => params) };
}

/** As one condition. */
export function allOf(parts: readonly Conditions[]): { readonly sql: string; readonly params: readonly unknown[] } {
  const { sql, params } = join(parts);
  return { sql: sql.join(' AND '), params };
}

export function anyOf(parts: readonly Conditions[]): Conditions {
  const alternatives = parts.map(({ sql }) => `(${sql.join(' AND ')})`);
  return { sql: [`(${alternatives.join(' OR ')})`], params: parts.flatMap(({ params }) => params) };
}
