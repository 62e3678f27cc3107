/**
 * Columns of PostgreSQL refuse what is no JSON, and Python writes such: NaN, Infinity, broken texts that an import
 * carries over. It is kept as the one string of an object that says so, and comes back as it was.
 */
const KEY = '$not_json';

/** How the text of such an object begins, in a JSON column and in a JSONB column. */
export const NOT_JSON_START = `{"${KEY}"`;

/** The text to store for a payload. */
export function toStoredJson(text: string): string {
  return isStorable(text) ? text : `${NOT_JSON_START}: ${JSON.stringify(text)}}`;
}

/** The payload's text, from what is stored. */
export function fromStoredJson(stored: string): string {
  if (!stored.startsWith(NOT_JSON_START)) return stored;
  try {
    const [entry, ...others] = Object.entries(JSON.parse(stored) as object);
    return others.length === 0 && typeof entry?.[1] === 'string' ? entry[1] : stored;
  } catch {
    // A column of texts holds anything.
    return stored;
  }
}

/** Is it JSON, without what a text in UTF-8 cannot hold, and not itself such an object? */
function isStorable(text: string): boolean {
  if (text.startsWith(NOT_JSON_START) || !text.isWellFormed()) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
