/** The offset where brackets, outside of texts, first stand more than `limit` deep; undefined when they never do. */
export function findTooDeep(source: string, limit: number): number | undefined {
  let depth = 0;
  let quote = '';
  for (let at = 0; at < source.length; at++) {
    const character = source[at]!;
    if (quote !== '') {
      if (character === '\\') at++;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if ('([{'.includes(character)) {
      if (++depth > limit) return at;
    } else if (')]}'.includes(character)) depth--;
  }
  return undefined;
}
