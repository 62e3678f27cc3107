import { quoteText } from '../values/quote-text.ts';
import { eventFields } from './complete-member.ts';
import { inferSource } from './infer.ts';
import { field, type Item, plain } from './item.ts';
import type { Knowledge } from './knowledge.ts';
import { MOST_TEXTS } from './shape.ts';
import { startOfOperand } from './start-of-operand.ts';

/** What a text literal can hold, by what stands in front of it. */
export function textsAfter(before: string, typed: string, knowledge: Knowledge): Item[] {
  return keysAfter(before, knowledge) ?? pathsAfter(before, typed, knowledge) ?? valuesAfter(before, knowledge) ?? [];
}

/** A text as it is written between these quotes. */
export function writeInQuotes(text: string, quote: string): string {
  const inner = quoteText(text).slice(1, -1);
  return inner.replace(/\\?(['"])|\\./gs, (match, character?: string) => {
    if (character === undefined) return match;
    return character === quote[0] ? `\\${character}` : character;
  });
}

/** Keys in `event_data['…` and `.get('…`. */
function keysAfter(before: string, knowledge: Knowledge): Item[] | undefined {
  const opening = /(?:\[|\.\s*get\s*\()\s*$/.exec(before);
  const owner = opening ? before.slice(startOfOperand(before, opening.index, 0), opening.index).trim() : '';
  if (owner === '') return undefined;
  if (owner === 'event' && !knowledge.variables.has(owner)) return eventFields(knowledge);
  const shape = inferSource(owner, knowledge);
  if (!shape || shape.fields.size === 0) return undefined;
  return [...shape.fields].map(([name, each]) => field(name, each, shape.seen));
}

/** Paths of the state in `changed('…`, one level at a time. */
function pathsAfter(before: string, typed: string, knowledge: Knowledge): Item[] | undefined {
  if (!/\bchanged\s*\(\s*$/.test(before)) return undefined;
  const parent = typed.slice(0, typed.lastIndexOf('.') + 1);
  let shape = knowledge.state;
  for (const name of parent.split('.').slice(0, -1)) {
    const next = shape.fields.get(name);
    if (!next) return [];
    shape = next;
  }
  const names = [...shape.fields].filter(([name]) => !/[.[\]'"]/.test(name));
  return names.map(([name, each]) => field(parent + name, each));
}

/** Values that were seen in `event_type == '…`, `!= '…`, `in ['…`. */
function valuesAfter(before: string, knowledge: Knowledge): Item[] | undefined {
  const compared = /(?:==|!=|\bin\s*[[({](?:[^\])}]*,)?)\s*$/.exec(before);
  if (!compared) return undefined;
  const end = before.slice(0, compared.index).replace(/\s*(?:\bnot\s*)?$/, '').length;
  const shape = inferSource(before.slice(startOfOperand(before, end, 0), end), knowledge);
  if (!shape) return undefined;
  const isFew = shape.texts === knowledge.eventTypes || shape.texts.size <= MOST_TEXTS;
  return isFew ? [...shape.texts].map((text) => plain(text, 'value', 'seen')) : [];
}
