/** JSON text with the characters that Python escapes as what they are: `\u00fc` is ü. What is no JSON stays as it is. */
export function readableJson(json: string): string {
  if (!json.includes('\\u')) return json;
  return json.replace(/"(?:[^"\\]|\\.)*"/g, readableLiteral);
}

/** One text with its quotes. */
export function readableLiteral(literal: string): string {
  if (!literal.includes('\\u')) return literal;
  try {
    return JSON.stringify(JSON.parse(literal));
  } catch {
    return literal;
  }
}
