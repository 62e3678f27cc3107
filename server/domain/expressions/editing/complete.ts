import { BUILTINS } from '../compiling/builtins.ts';
import { propertyNames } from '../datetime/properties.ts';
import { TIME_TYPES } from '../datetime/types.ts';
import { methodNames } from '../methods/find-method.ts';
import { EVENT_FIELDS, EXPRESSION_NAMES } from '../names.ts';
import { quoteText } from '../values/quote-text.ts';
import { inferSource } from './infer.ts';
import { openField, startOfOperand, surroundingsOf } from './scan-source.ts';
import { describeShape, type Knowledge, type Shape } from './shape.ts';
import { entryOf } from './signature-text.ts';
import { FUNCTION_SIGNATURES, METHOD_SIGNATURES } from './signatures.ts';
import { STATIC_SIGNATURES } from './time-signatures.ts';

/** One thing that can be written at the cursor. */
export interface Completion {
  readonly label: string;
  readonly kind: 'name' | 'field' | 'value' | 'function' | 'method' | 'property' | 'type' | 'keyword';
  /** Its type and an example, or how it is called. */
  readonly detail: string;
  readonly documentation: string | undefined;
  readonly insertText: string;
  /** The part of the source that it stands for; offsets in UTF-16 units. */
  readonly from: number;
  readonly to: number;
}

type Item = Omit<Completion, 'from' | 'to'>;

const KEYWORDS = ['and', 'or', 'not', 'in', 'is', 'if', 'else', 'for', 'None', 'True', 'False'];
const IDENTIFIER = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const MOST = 200;

/** What can be written at an offset of an expression, half written as it may be; best first. Never throws. */
export function completeExpression(source: string, offset: number, knowledge: Knowledge, from = 0): Completion[] {
  const { text, start } = surroundingsOf(source, offset, from);
  if (text) return inText(source, offset, text, start, knowledge);
  let word = offset;
  while (word > start && /[\p{L}\p{N}_]/u.test(source[word - 1]!)) word--;
  const typed = source.slice(word, offset);
  if (/^\d/.test(typed)) return [];
  const isMember = source[word - 1] === '.';
  const items = isMember
    ? membersOf(source.slice(startOfOperand(source, word - 1, start), word - 1), knowledge)
    : namesAt(source.slice(start, word), knowledge);
  return matching(items, typed, word, offset);
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
    .map((item) => ({ ...item, from, to }));
}

/** What begins with the word comes first; otherwise the order is kept. */
function rank({ label }: Item, wanted: string): number {
  return label.toLowerCase().startsWith(wanted) ? 0 : 1;
}

/** Names of the event and the state, then Python's. */
function namesAt(before: string, knowledge: Knowledge): Item[] {
  const names = EXPRESSION_NAMES.map(({ name, type, description }): Item => {
    const signature = entryOf(FUNCTION_SIGNATURES, name);
    if (signature) return callable(name, 'function', signature);
    const shape = inferSource(name, knowledge);
    return {
      label: name,
      kind: 'name',
      detail: shape?.example ? describeShape(shape) : (type ?? 'str | None').replace('datetime.', ''),
      documentation: description,
      insertText: name,
    };
  });
  const variables = [...before.matchAll(/\bfor\s+([\p{L}_][\p{L}\p{N}_]*)/gu)].map(([, name]) =>
    plain(name!, 'name', 'variable'),
  );
  const builtins = [...BUILTINS.keys()].map((name) =>
    callable(name, TIME_TYPES.has(name) ? 'type' : 'function', entryOf(FUNCTION_SIGNATURES, name)),
  );
  return [...variables, ...names, ...builtins, ...KEYWORDS.map((word) => plain(word, 'keyword', ''))];
}

/** Fields, properties and methods of the value in front of a dot. */
function membersOf(owner: string, knowledge: Knowledge): Item[] {
  if (owner === 'event') return EVENT_FIELDS.map((name) => field(name, inferSource(name, knowledge)));
  const made = entryOf(STATIC_SIGNATURES, owner);
  if (made || TIME_TYPES.has(owner)) return staticsOf(owner);
  const shape = inferSource(owner, knowledge);
  const fields = [...(shape?.fields ?? [])].filter(([name]) => IDENTIFIER.test(name));
  const types = shape && shape.types.size > 0 ? [...shape.types] : [];
  return [
    ...fields.map(([name, each]) => field(name, each)),
    ...types.flatMap((type) =>
      propertyNames(type).map((name) => plain(name, 'property', type.replace('datetime.', ''))),
    ),
    ...unique(
      types.flatMap((type) =>
        methodNames(type).map((name) => callable(name, 'method', entryOf(entryOf(METHOD_SIGNATURES, type), name))),
      ),
    ),
  ];
}

function staticsOf(owner: string): Item[] {
  return [...(TIME_TYPES.get(owner)?.statics.keys() ?? [])].map((name) => {
    const signature = entryOf(entryOf(STATIC_SIGNATURES, owner), name);
    return signature ? callable(name, 'function', signature) : plain(name, 'property', owner);
  });
}

/** Keys in `event_data['…` and `.get('…`; values in `event_type == '…`, `in ['…`. */
function inText(
  source: string,
  offset: number,
  { from, quote }: { readonly from: number; readonly quote: string },
  start: number,
  knowledge: Knowledge,
): Completion[] {
  const typed = source.slice(from + quote.length, offset);
  const before = source.slice(start, from);
  const items = keysBefore(before, knowledge) ?? valuesBefore(before, knowledge) ?? [];
  const closing = source.startsWith(quote, offset) ? '' : quote;
  return matching(items, typed, from + quote.length, offset).map((item) => {
    const written = quoteText(item.label).slice(1, -1);
    return { ...item, insertText: written + closing };
  });
}

function keysBefore(before: string, knowledge: Knowledge): Item[] | undefined {
  const opening = /(?:\[|\.get\()\s*$/.exec(before);
  const owner = opening ? before.slice(startOfOperand(before, opening.index, 0), opening.index) : '';
  if (owner === 'event') return EVENT_FIELDS.map((name) => field(name, inferSource(name, knowledge)));
  const shape = owner === '' ? undefined : ofType(before, inferSource(owner, knowledge), owner, knowledge);
  return shape && shape.fields.size > 0 ? [...shape.fields].map(([name, each]) => field(name, each)) : undefined;
}

/** After `event_type == 'completed' and …` the fields of that type come first. */
function ofType(before: string, shape: Shape | undefined, owner: string, knowledge: Knowledge): Shape | undefined {
  const named =
    owner === 'event_data' ? /\bevent_type\s*==\s*(['"])([^'"]*)\1(?!.*\bor\b)/s.exec(before)?.[2] : undefined;
  if (!shape || named === undefined) return shape;
  const narrow = [...knowledge.byType].find(([type]) => type === named || type.endsWith(`.${named}`))?.[1];
  return narrow ? { ...shape, fields: new Map([...narrow.fields, ...shape.fields]) } : shape;
}

function valuesBefore(before: string, knowledge: Knowledge): Item[] | undefined {
  const compared = /(?:==|!=|\bin\s*[[({](?:[^\])}]*,)?)\s*$/.exec(before);
  if (!compared) return undefined;
  const end = before.slice(0, compared.index).replace(/\s*(?:\bnot\s*)?$/, '').length;
  const owner = before.slice(startOfOperand(before, end, 0), end);
  const shape = owner === '' ? undefined : inferSource(owner, knowledge);
  return shape && [...shape.texts].map((text) => plain(text, 'value', 'seen'));
}

function field(label: string, shape: Shape | undefined): Item {
  const detail = shape ? describeShape(shape) : '';
  return { label, kind: 'field', detail, documentation: undefined, insertText: label };
}

function plain(label: string, kind: Item['kind'], detail: string): Item {
  return { label, kind, detail, documentation: undefined, insertText: label };
}

function callable(
  label: string,
  kind: Item['kind'],
  signature: (typeof FUNCTION_SIGNATURES)[string] | undefined,
): Item {
  const result = signature?.result === undefined ? '' : ` → ${signature.result.replace('datetime.', '')}`;
  const detail = signature ? `(${signature.parameters})${result}` : '';
  return { label, kind, detail, documentation: signature?.description, insertText: label };
}

function unique(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [item.label, item])).values()];
}
