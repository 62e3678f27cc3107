/** A piece of SQL in which each `$?` stands for the next of its values. */
export interface Sql {
  readonly text: string;
  readonly values: readonly unknown[];
}

export function sql(text: string, ...values: readonly unknown[]): Sql {
  return { text, values };
}

export const TRUE = sql('TRUE');
export const FALSE = sql('FALSE');

/** Pieces one after the other, each where a `{?}` stands in the text. */
export function fill(text: string, ...pieces: readonly Sql[]): Sql {
  let next = 0;
  return {
    text: text.replaceAll('{?}', () => pieces[next++]!.text),
    values: pieces.flatMap(({ values }) => values),
  };
}

/** All of these conditions. */
export function all(parts: readonly Sql[]): Sql {
  return joined(parts, ' AND ', 'TRUE');
}

/** At least one of these conditions. */
export function any(parts: readonly Sql[]): Sql {
  return joined(parts, ' OR ', 'FALSE');
}

function joined(parts: readonly Sql[], word: string, empty: string): Sql {
  const text = parts.map((part) => part.text).join(word);
  return { text: parts.length > 1 ? `(${text})` : text || empty, values: parts.flatMap(({ values }) => values) };
}

/** With the placeholders that the server knows: $1, $2 … */
export function numbered({ text, values }: Sql): { text: string; values: unknown[] } {
  let n = 0;
  return { text: text.replaceAll('$?', () => `$${++n}`), values: [...values] };
}

/** A name as SQL takes it literally. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
