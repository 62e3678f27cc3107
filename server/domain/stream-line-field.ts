import { quoteText } from './expressions/values/quote-text.ts';
import { partsOfLine } from './stream-line-parts.ts';

const TOKEN = /"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s"{}[\],:]+/g;

/** What a bracket that is open in a payload has read so far. */
interface Open {
  readonly isList: boolean;
  key: string | undefined;
  index: number;
}

/**
 * The expression that a place in a line of a stream document stands for: over a key or a value of the payload
 * `event_data['tuned_by']['step']`, over the head the field that stands there. Undefined over what is between.
 */
export function fieldOfLine(line: string, offset: number): string | undefined {
  const parts = partsOfLine(line);
  if (!parts) return undefined;
  const { version, timestamp, type, payload } = parts;
  if (offset >= payload.start) return inPayload(line.slice(payload.start), offset - payload.start);
  if (offset <= version.end) return 'version';
  if (offset <= timestamp.end) return 'timestamp';
  return offset <= type.end ? 'event_type' : undefined;
}

function inPayload(json: string, offset: number): string | undefined {
  const open: Open[] = [];
  for (const { 0: token, index } of json.matchAll(TOKEN)) {
    if (index > offset) return undefined;
    if (offset < index + token.length) return under(open, token);
    read(open, token);
  }
  return undefined;
}

/** What the mouse is over when it is over a token. */
function under(open: readonly Open[], token: string): string | undefined {
  const top = open.at(-1);
  if (token === ',' || token === ':') return undefined;
  if (token === '}' || token === ']') return toExpression(open.slice(0, -1));
  if (!top || top.isList || top.key !== undefined) return toExpression(open);
  return toExpression([...open.slice(0, -1), { ...top, key: unquote(token) }]);
}

function read(open: Open[], token: string): void {
  const top = open.at(-1);
  if (token === '{' || token === '[') open.push({ isList: token === '[', key: undefined, index: 0 });
  else if (token === '}' || token === ']') open.pop();
  else if (token === ',' && top) {
    top.key = undefined;
    top.index++;
  } else if (token !== ':' && top && !top.isList) top.key ??= unquote(token);
}

function toExpression(open: readonly Open[]): string | undefined {
  let expression = 'event_data';
  for (const { isList, key, index } of open) {
    if (!isList && key === undefined) return undefined;
    expression += isList ? `[${index}]` : `[${quoteText(key!)}]`;
  }
  return expression;
}

function unquote(token: string): string | undefined {
  try {
    return JSON.parse(token) as string;
  } catch {
    return undefined;
  }
}
