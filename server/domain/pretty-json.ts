/** A string, or a run of space, or a structural character, or anything else (numbers, words, what is not JSON at all). */
const TOKEN = /"(?:[^"\\]|\\.)*"?|\s+|[{}[\],:]|[^"\s{}[\],:]+/g;

/**
 * Indents JSON text by two spaces. It works on the text, not on values, so that `1.0`, NaN and long integers stay as
 * Python wrote them, and text that is no JSON, or is cut in the middle, comes out readable too.
 */
export function prettyJson(text: string): string {
  let depth = 0;
  let out = '';
  let previous = '';
  const newLine = () => `\n${'  '.repeat(Math.min(depth, 40))}`;
  for (const [token] of text.matchAll(TOKEN)) {
    if (/^\s/.test(token)) continue;
    const closes = token === '}' || token === ']';
    if (closes) depth = Math.max(0, depth - 1);
    if (previous === '{' || previous === '[') out += closes ? '' : newLine();
    else if (closes || previous === ',') out += newLine();
    else if (previous === ':') out += ' ';
    if (token === '{' || token === '[') depth++;
    out += token;
    previous = token;
  }
  return out;
}
