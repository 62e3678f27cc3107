import { BUILTINS } from '../compiling/builtins.ts';
import { TIME_TYPES } from '../datetime/types.ts';
import { EXPRESSION_NAMES } from '../names.ts';
import { membersOf } from './complete-member.ts';
import { textsAfter, writeInQuotes } from './complete-text.ts';
import { inferSource } from './infer.ts';
import { type Completion, callable, type Item, plain } from './item.ts';
import { KEYWORDS } from './keywords.ts';
import type { Knowledge } from './knowledge.ts';
import { knowledgeAt } from './knowledge-at.ts';
import { isInFormat, type OpenText, openField, surroundingsOf } from './scan-source.ts';
import { describeShape } from './shape.ts';
import { entryOf } from './signature-text.ts';
import { FUNCTION_SIGNATURES } from './signatures.ts';
import { startOfOperand } from './start-of-operand.ts';

const MOST = 200;

/** What can be written at an offset of an expression, half written as it may be; best first. Never throws. */
export function completeExpression(source: string, offset: number, knowledge: Knowledge, from = 0): Completion[] {
  const { text, start } = surroundingsOf(source, offset, from);
  const known = knowledgeAt(source, offset, from, knowledge);
  if (text) return inText(source, offset, text, start, known);
  let word = offset;
  while (word > start && /[\p{L}\p{N}_]/u.test(source[word - 1]!)) word--;
  const typed = source.slice(word, offset);
  if (/^\d/.test(typed) || isInFormat(source, start, offset)) return [];
  const dot = /\.\s*$/.exec(source.slice(start, word));
  if (!dot) return matching(namesAt(known), typed, word, offset);
  const at = start + dot.index;
  const owner = source.slice(startOfOperand(source, at, start), at).trim();
  return matching(membersOf(owner, at, known), typed, word, offset);
}

/** The same for a log message, where expressions stand in braces. */
export function completeTemplate(source: string, offset: number, knowledge: Knowledge): Completion[] {
  const start = openField(source, 0, offset);
  return start === undefined ? [] : completeExpression(source, offset, knowledge, start);
}

function matching(items: readonly Item[], typed: string, from: number, to: number): Completion[] {
  const wanted = typed.toLowerCase();
  return items
    .filter(({ label }) => label.toLowerCase().includes(wanted))
    .sort((a, b) => rank(a, wanted) - rank(b, wanted))
    .slice(0, MOST)
    .map((item) => ({ from, to, ...item }));
}

/** What begins with the word comes first; otherwise the order is kept. */
function rank({ label }: Item, wanted: string): number {
  return label.toLowerCase().startsWith(wanted) ? 0 : 1;
}

/** Variables, names of the event and the state, then Python's. */
function namesAt(knowledge: Knowledge): Item[] {
  const variables = [...knowledge.variables].map(([name, shape]) =>
    plain(name, 'name', shape ? describeShape(shape) : 'variable'),
  );
  const names = EXPRESSION_NAMES.filter(({ name }) => !knowledge.variables.has(name)).map(
    ({ name, type, description }): Item => {
      const signature = entryOf(FUNCTION_SIGNATURES, name);
      if (signature) return callable(name, 'function', signature);
      const shape = inferSource(name, knowledge);
      const detail = shape?.example ? describeShape(shape) : (type ?? 'str | None').replace('datetime.', '');
      return { label: name, kind: 'name', detail, documentation: description, insertText: name };
    },
  );
  const builtins = [...BUILTINS.keys()].map((name) =>
    callable(name, TIME_TYPES.has(name) ? 'type' : 'function', entryOf(FUNCTION_SIGNATURES, name)),
  );
  return [...variables, ...names, ...builtins, ...KEYWORDS.map((word) => plain(word, 'keyword', ''))];
}

/** Closes what it completes: the quote, and the bracket of a subscript. */
function inText(source: string, offset: number, { from, quote }: OpenText, start: number, knowledge: Knowledge) {
  const begin = from + quote.length;
  const typed = source.slice(begin, offset);
  const before = source.slice(start, from);
  const isQuoted = source.startsWith(quote, offset);
  const isOpen = /\[\s*$/.test(before) && !isQuoted && !/^\s*\]/.test(source.slice(offset));
  return matching(textsAfter(before, typed, knowledge), typed, begin, offset).map((item) => {
    const closing = (isQuoted ? '' : quote) + (isOpen && item.kind === 'field' ? ']' : '');
    return { ...item, insertText: writeInQuotes(item.label, quote) + closing };
  });
}
