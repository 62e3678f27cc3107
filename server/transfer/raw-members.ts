import { DomainError } from '../domain/errors.ts';
import { parseJson } from '../domain/parse-json.ts';

/**
 * The members of a JSON object, each value as the text that stands there: parsing would lose how a payload was written.
 * What lies inside nested values is not looked at. Throws `bad-json`.
 */
export function rawMembers(text: string): Map<string, string> {
  const members = new Map<string, string>();
  let at = skipSpace(text, 0);
  if (text[at] !== '{') throw bad(text, at, '{');
  at = skipSpace(text, at + 1);
  if (text[at] === '}') return members;
  for (;;) {
    if (text[at] !== '"') throw bad(text, at, 'a name in quotes');
    const nameEnd = endOfString(text, at);
    const name = nameOf(text.slice(at, nameEnd));
    at = skipSpace(text, nameEnd);
    if (text[at] !== ':') throw bad(text, at, ':');
    const start = skipSpace(text, at + 1);
    const end = endOfValue(text, start);
    members.set(name, text.slice(start, end).trimEnd());
    at = skipSpace(text, end);
    if (text[at] === '}') break;
    if (text[at] !== ',') throw bad(text, at, ', or }');
    at = skipSpace(text, at + 1);
  }
  const rest = skipSpace(text, at + 1);
  if (rest < text.length) throw bad(text, rest, 'nothing more');
  return members;
}

function endOfValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return endOfString(text, start);
  if (first === '{' || first === '[') return endOfNested(text, start);
  SCALAR_END.lastIndex = start;
  const end = SCALAR_END.exec(text)?.index ?? text.length;
  if (end === start) throw bad(text, start, 'a value');
  return end;
}

const SCALAR_END = /[,}]/g;

/** Most names are as they stand there. */
function nameOf(quoted: string): string {
  return /^"\w+"$/.test(quoted) ? quoted.slice(1, -1) : (parseJson(quoted) as string);
}

function endOfNested(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === '"') at = endOfString(text, at) - 1;
    else if (char === '{' || char === '[') depth++;
    else if ((char === '}' || char === ']') && --depth === 0) return at + 1;
  }
  throw bad(text, text.length, 'the end of the value');
}

/** Behind the closing quote: the first one before which an even number of backslashes stands. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at;
    while (text[before - 1] === '\\') before--;
    if ((at - before) % 2 === 0) return at + 1;
  }
  throw bad(text, text.length, 'the closing quote');
}

function skipSpace(text: string, at: number): number {
  let next = at;
  while (text[next] === ' ' || text[next] === '\t' || text[next] === '\r' || text[next] === '\n') next++;
  return next;
}

function bad(text: string, at: number, expected: string): DomainError {
  const found = at < text.length ? `'${text.slice(at, at + 20)}'` : 'its end';
  return new DomainError(
    'bad-json',
    `the line is no JSON object: ${expected} is missing at ${at + 1}, before ${found}`,
  );
}
