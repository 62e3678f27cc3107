import { DomainError } from '../domain/errors.ts';
import { parseJson } from '../domain/parse-json.ts';

/** Numbers compare in a fraction of the time that texts of one letter take. */
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;

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
    const name = nameOf(text, at, nameEnd);
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

/**
 * As `rawMembers`, of an object that JavaScript's parser has read: there is nothing to be checked any more, and only the
 * members with these names are wanted.
 */
export function rawMembersOf(sound: string, wanted: ReadonlySet<string>): Map<string, string> {
  const members = new Map<string, string>();
  // What comes next is a name in quotes, or the end.
  for (let start = sound.indexOf('"'); start >= 0; ) {
    const nameEnd = endOfString(sound, start);
    const name = nameOf(sound, start, nameEnd);
    const from = skipSpace(sound, sound.indexOf(':', nameEnd) + 1);
    const end = endOfValue(sound, from);
    if (wanted.has(name)) members.set(name, sound.slice(from, end).trimEnd());
    start = sound.indexOf('"', end);
  }
  return members;
}

function endOfValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return endOfString(text, start);
  if (first === '{' || first === '[') return endOfNested(text, start);
  let end = start;
  while (end < text.length && text[end] !== ',' && text[end] !== '}') end++;
  if (end === start) throw bad(text, start, 'a value');
  return end;
}

/** Most names are as they stand there. */
function nameOf(text: string, start: number, end: number): string {
  const name = text.slice(start + 1, end - 1);
  return /^\w+$/.test(name) ? name : (parseJson(text.slice(start, end)) as string);
}

function endOfNested(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at) - 1;
    else if (code === OPEN_OBJECT || code === OPEN_ARRAY) depth++;
    else if ((code === CLOSE_OBJECT || code === CLOSE_ARRAY) && --depth === 0) return at + 1;
  }
  throw bad(text, text.length, 'the end of the value');
}

/** Behind the closing quote: the first one before which an even number of backslashes stands. */
function endOfString(text: string, start: number): number {
  // Faster than looking at each letter, in short strings too.
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at;
    while (text.charCodeAt(before - 1) === BACKSLASH) before--;
    if ((at - before) % 2 === 0) return at + 1;
  }
  throw bad(text, text.length, 'the closing quote');
}

function skipSpace(text: string, at: number): number {
  let next = at;
  for (;;) {
    const code = text.charCodeAt(next);
    if (code !== SPACE && code !== TAB && code !== CARRIAGE_RETURN && code !== LINE_FEED) return next;
    next++;
  }
}

function bad(text: string, at: number, expected: string): DomainError {
  const found = at < text.length ? `'${text.slice(at, at + 20)}'` : 'its end';
  return new DomainError(
    'bad-json',
    `the line is no JSON object: ${expected} is missing at ${at + 1}, before ${found}`,
  );
}
