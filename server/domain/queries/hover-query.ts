import { type Hint, hoverExpression, nothingKnown } from '../expressions/editing/index.ts';
import { KEY_HELP } from './complete-query.ts';
import { knowledgeOf, type Sample, type Surroundings, storeOf, typesNamed } from './known-events.ts';
import { parseQuery } from './parse-query.ts';
import { isHeadKey, type Query } from './query.ts';

const MOST_NAMED = 20;

/** What is known of the word at an offset of a query: a key or a value of its head, a name of its expression. */
export function hoverQuery(text: string, offset: number, around: Surroundings): Hint | undefined {
  const query = parseQuery(text);
  const { entries, expression } = query.parts;
  if (expression && offset >= expression.span.from) return inExpression(query, offset, around);
  const over = ({ span }: { readonly span: Hint['span'] }) => offset >= span.from && offset <= span.to;
  const entry = entries.find(({ key, value }) => over(key) || over(value));
  const key = entry?.key.text.toLowerCase() ?? '';
  if (!entry || !isHeadKey(key)) return undefined;
  const hint = { span: entry.key.span, code: key, description: KEY_HELP[key], seen: undefined, values: [] };
  if (over(entry.key)) return hint;
  const { span, text: code } = entry.value;
  if (key === 'store')
    return { ...hint, span, code, description: undefined, seen: storeOf(query, around.stores)?.address };
  if (key === 'from' || key === 'to') {
    const time = query[key];
    return time === undefined ? undefined : { ...hint, span, code, description: `In UTC: ${time}, inclusive.` };
  }
  const type = query.types.find(over);
  return type && around.sample && ofType(type, around.sample);
}

function inExpression(query: Query, offset: number, { sample }: Surroundings): Hint | undefined {
  const { text, span } = query.parts.expression!;
  const known = sample ? knowledgeOf(query, sample) : nothingKnown();
  const hint = hoverExpression(text, offset - span.from, known);
  return hint && { ...hint, span: { from: hint.span.from + span.from, to: hint.span.to + span.from } };
}

function ofType({ text, span }: Query['types'][number], sample: Sample): Hint {
  const named = typesNamed(sample, text);
  const seen = named.reduce((sum, each) => sum + each.seen, 0);
  const fields = named.flatMap(({ type }) => [...(sample.knowledge.byType.get(type)?.shape.fields.keys() ?? [])]);
  const isPattern = named.length > 1 || named[0]?.type !== text;
  return {
    span,
    code: text,
    description: `${seen} of ${sample.events} sampled events.${isPattern || fields.length === 0 ? '' : ' Their fields:'}`,
    seen: undefined,
    values: (isPattern ? named.map(({ type }) => type) : fields).slice(0, MOST_NAMED),
  };
}
