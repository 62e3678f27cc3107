import { type Completion, completeExpression, nothingKnown } from '../expressions/editing/index.ts';
import { knowledgeOf, type Sample, type Surroundings, typesSeen } from './known-events.ts';
import { parseQuery } from './parse-query.ts';
import { type Place, placeIn } from './place-in-query.ts';
import { HEAD_KEYS, type HeadKey, type Part } from './query.ts';

/** What each key of the head means, for completion and hovers. */
export const KEY_HELP: Readonly<Record<HeadKey, string>> = {
  store: 'The store that is asked, by its name in the Stores view. Left out, it is the only one there is.',
  types:
    'Only events of these types: names or patterns, parted by commas. updated, agent.updated and agent.* all work.',
  from: 'Not before this time: 2025-09-19, or 2025-09-19T05:26:56. In UTC unless it says otherwise.',
  to: 'Not after this time. A day alone is meant as a whole.',
  order: 'Which events come first: newest first, which is the usual order, or oldest first.',
  limit: 'At most so many events: 100 when it is left out, 10,000 at most.',
};

/** What a query says about an event as a whole, not about the states around it. */
const NOT_IN_QUERIES: ReadonlySet<string> = new Set(['state', 'before', 'changed']);

/** What can be written at an offset of a query, best first. Never throws. */
export function completeQuery(text: string, offset: number, around: Surroundings): Completion[] {
  const place = placeIn(text, offset);
  switch (place.kind) {
    case 'key':
      return [...keysAt(place), ...inExpression(text, offset, place.bodyAt, around)];
    case 'value':
      return valuesAt(text, place, around);
    case 'expression':
      return inExpression(text, offset, place.bodyAt, around);
    case 'nothing':
      return [];
  }
}

function keysAt({ word, used }: Extract<Place, { kind: 'key' }>): Completion[] {
  return HEAD_KEYS.filter((key) => !used.includes(key) && key.startsWith(word.text.toLowerCase())).map((key) => ({
    ...toCompletion(word, key, 'key', `${key}: …`, KEY_HELP[key]),
    insertText: `${key}: `,
  }));
}

function inExpression(text: string, offset: number, bodyAt: number, { sample }: Surroundings): Completion[] {
  if (offset < bodyAt) return [];
  const known = sample ? knowledgeOf(parseQuery(text), sample) : nothingKnown();
  const items = completeExpression(text.slice(bodyAt), offset - bodyAt, known);
  return items
    .filter(({ label, kind }) => kind === 'field' || !NOT_IN_QUERIES.has(label))
    .map((item) => ({ ...item, from: item.from + bodyAt, to: item.to + bodyAt }));
}

function valuesAt(text: string, place: Extract<Place, { kind: 'value' }>, around: Surroundings): Completion[] {
  const { key, word, whole } = place;
  const wanted = word.text.toLowerCase();
  const found = valuesOf(key, text, around).filter(({ label }) => label.toLowerCase().includes(wanted));
  // `key:` is still being written when no space follows it.
  const space = text[whole.span.from - 1] === ':' ? ' ' : '';
  return found.map((value) => ({
    ...toCompletion(whole, value.label, 'value', value.detail, value.documentation),
    insertText: space + value.label,
  }));
}

interface Value {
  readonly label: string;
  readonly detail: string;
  readonly documentation?: string;
}

function valuesOf(key: HeadKey, text: string, { stores, sample }: Surroundings): Value[] {
  switch (key) {
    case 'store':
      return stores.map(({ name, address }) => ({ label: name, detail: address }));
    case 'types':
      return sample ? typeValues(sample, text) : [];
    case 'from':
    case 'to':
      return sample ? timeValues(sample) : [];
    case 'order':
      return [
        { label: 'newest first', detail: 'the usual order' },
        { label: 'oldest first', detail: 'as it happened' },
      ];
    case 'limit':
      return [
        { label: '100', detail: 'the usual limit' },
        { label: '1000', detail: '' },
        { label: '10000', detail: 'the highest limit' },
      ];
  }
}

/** Types that were seen, then patterns for all of one kind. */
function typeValues(sample: Sample, text: string): Value[] {
  const taken = parseQuery(text).types.map((type) => type.text);
  const seen = typesSeen(sample);
  const types = seen.map(({ type, seen }) => ({ label: type, detail: `${seen} of ${sample.events} sampled events` }));
  const kinds = [...new Set(seen.map(({ type, bare }) => type.slice(0, -bare.length - 1)))].sort();
  const patterns = kinds.map((kind) => ({ label: `${kind}.*`, detail: `every ${kind} event` }));
  return [...types, ...patterns].filter(({ label }) => !taken.includes(label));
}

function timeValues({ earliest, latest }: Sample): Value[] {
  const times = [
    { time: latest, detail: 'the last event' },
    { time: earliest, detail: 'the first event' },
  ];
  const values = times.flatMap(({ time, detail }) =>
    time === undefined
      ? []
      : [
          { label: time.slice(0, 10), detail: `the day of ${detail}` },
          { label: time.slice(0, 19), detail },
        ],
  );
  return [...new Map(values.map((value) => [value.label, value])).values()];
}

function toCompletion(
  { span }: Part,
  label: string,
  kind: Completion['kind'],
  detail: string,
  documentation?: string,
): Completion {
  return { label, kind, detail, documentation, insertText: label, ...span };
}
