import { inferSource } from './infer.ts';
import { itemsOf } from './infer-items.ts';
import type { Knowledge } from './knowledge.ts';
import { endOfText, surroundingsOf } from './scan-source.ts';
import type { Shape } from './shape.ts';

const LOOP = /\bfor\b([\p{L}\p{N}_,\s()]{1,200}?)\bin\b/gu;
/** Comprehensions beyond this number are of no help to anybody, and each is looked at from the start. */
const MOST_LOOPS = 20;
const TYPE_TEST = /\bevent_type\s*(?:==\s*|\bin\s*[[({])((?:(['"])[^'"]*\2[\s,]*)+)/g;
const TEXT = /'([^']*)'|"([^"]*)"/g;

/** What is known at an offset: with the variables of the comprehensions around it, and narrowed to the named types. */
export function knowledgeAt(source: string, offset: number, from: number, knowledge: Knowledge): Knowledge {
  const known = narrowed(source.slice(from, offset), knowledge);
  return withVariables(closeText(source, offset, from), offset, from, known);
}

/** A text that is still being written would swallow what stands behind it, up to the next quote. */
function closeText(source: string, offset: number, from: number): string {
  const { text } = surroundingsOf(source, offset, from);
  const rest = source.slice(offset);
  return !text || /^[^\s'"]*['"]/.test(rest) ? source : source.slice(0, offset) + text.quote + rest;
}

/** After `event_type == 'completed' and …` the fields of that type come first. */
function narrowed(before: string, knowledge: Knowledge): Knowledge {
  const test = [...before.matchAll(TYPE_TEST)].at(-1);
  const isUndone = test && /\bor\b/.test(before.slice(test.index + test[0].length).replace(TEXT, ''));
  if (!test || isUndone) return knowledge;
  const named = [...test[1]!.matchAll(TEXT)].map(([, single, double]) => single ?? double ?? '');
  const payloads = [...knowledge.byType].filter(([type, { bare }]) => named.includes(type) || named.includes(bare));
  return narrowTo(knowledge, new Set(payloads.map(([type]) => type)));
}

/** The fields that payloads of these types have, by their qualified names, come first. */
export function narrowTo(knowledge: Knowledge, types: ReadonlySet<string>): Knowledge {
  const payloads = [...knowledge.byType].filter(([type]) => types.has(type));
  const { fields } = knowledge.event_data;
  const first = payloads.flatMap(([, { shape }]) => [...shape.fields]);
  // What a key was seen to be in all payloads goes before what it was in these: its place stays the first.
  return { ...knowledge, event_data: { ...knowledge.event_data, fields: new Map([...first, ...fields]) } };
}

/** `x` in `any(x.qty > 1 for x in event_data['items'])` is one of the items, wherever in the brackets it stands. */
function withVariables(source: string, offset: number, from: number, knowledge: Knowledge): Knowledge {
  const around = surroundingsOf(source, offset, from).brackets;
  const variables = new Map<string, Shape | undefined>();
  const known = { ...knowledge, variables };
  for (const loop of [...source.slice(from).matchAll(LOOP)].slice(0, MOST_LOOPS)) {
    const at = from + loop.index;
    const { text, brackets } = surroundingsOf(source, at, from);
    const bracket = brackets.at(-1);
    if (text || bracket === undefined || !around.includes(bracket)) continue;
    const begin = at + loop[0].length;
    const item = itemsOf(inferSource(source.slice(begin, endOfIterable(source, begin)), known));
    for (const [name, shape] of bind(loop[1]!, item)) variables.set(name, shape);
  }
  return known;
}

/** `x` is the item, `k, v` are its parts; of what is nested deeper only the names are known. */
function bind(targets: string, item: Shape | undefined): [name: string, shape: Shape | undefined][] {
  const names = targets.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [];
  if (!targets.includes(',')) return names.map((name) => [name, item]);
  const isFlat = !/[()].*[()].*[()]/s.test(targets);
  return names.map((name, index) => [name, isFlat ? item?.parts[index] : undefined]);
}

/** Where the next clause begins, or the bracket around is closed. */
function endOfIterable(source: string, from: number): number {
  const clause = /\s+(?:if|for)\b/y;
  let depth = 0;
  for (let at = from; at < source.length; ) {
    const character = source[at]!;
    if (character === '"' || character === "'") {
      at = endOfText(source, at);
      continue;
    }
    clause.lastIndex = at;
    if (depth === 0 && clause.test(source)) return at;
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character) && --depth < 0) return at;
    at++;
  }
  return source.length;
}
