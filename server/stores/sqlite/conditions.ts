/** Conditions joined by AND, and the values of their question marks in order. */
export interface Conditions {
  readonly sql: readonly string[];
  readonly params: readonly unknown[];
}

export function join(parts: readonly Conditions[]): Conditions {
  return { sql: parts.flatMap(({ sql }) => sql), params: parts.flatMap(({ params }) => params) };
}
