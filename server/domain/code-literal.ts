/** A string, or a run of letters and digits that is a word or a number of JSON or of Python's extensions of it. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?[A-Za-z_][\w]*/gs;

const PYTHON: Readonly<Record<string, string>> = {
  true: 'True',
  false: 'False',
  null: 'None',
  NaN: "float('nan')",
  Infinity: "float('inf')",
  '-Infinity': "-float('inf')",
};

/** JSON text as a Python literal. It works on the text, so that numbers stay as they were recorded. */
export function toPythonLiteral(json: string): string {
  return json.replace(TOKEN, (token) => (token.startsWith('"') ? plainString(token) : (PYTHON[token] ?? token)));
}

/**
 * JSON text as a TypeScript literal. Integers beyond 2^53 become `bigint`s; a key `__proto__` stays a key, which it would not
 * without its brackets.
 */
export function toTypeScriptLiteral(json: string): string {
  return json.replace(
    /"(?:[^"\\]|\\.)*"(\s*:)?|(?<![\d.eE+-])-?\d+(?![\d.eE])/gs,
    (token, colon: string | undefined) => {
      if (!token.startsWith('"')) return Number.isSafeInteger(Number(token)) ? token : `${token}n`;
      const text = plainString(token.slice(0, token.lastIndexOf('"') + 1));
      if (colon === undefined) return text;
      return text === '"__proto__"' ? `["__proto__"]${colon}` : text + colon;
    },
  );
}

/** A string of JSON in the escapes that all three languages share; `\/` and halves of characters are Python's trouble. */
function plainString(token: string): string {
  try {
    return JSON.stringify(JSON.parse(token));
  } catch {
    return token;
  }
}
