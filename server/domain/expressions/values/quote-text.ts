const SHORT: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** What Python's `str.isprintable` refuses: other, and separators except the space. */
export const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;
const ESCAPED = /[\\]|[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

/** A text as Python's `repr` quotes it: in single quotes unless that would need escapes and double quotes would not. */
export function quoteText(text: string): string {
  const escaped = text.replace(ESCAPED, escapeSequence);
  if (!text.includes("'")) return `'${escaped}'`;
  if (!text.includes('"')) return `"${escaped}"`;
  return `'${escaped.replaceAll("'", "\\'")}'`;
}

function escapeSequence(character: string): string {
  const short = SHORT[character];
  if (short) return short;
  const code = character.codePointAt(0)!;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}
