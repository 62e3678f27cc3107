import { EVENT_FIELDS } from '../../event-fields.ts';
import { propertyNames } from '../datetime/properties.ts';
import { TIME_TYPES } from '../datetime/types.ts';
import { findMethod, methodNames } from '../methods/find-method.ts';
import { quoteText } from '../values/quote-text.ts';
import { inferSource } from './infer.ts';
import { callable, field, type Item, plain } from './item.ts';
import type { Knowledge } from './knowledge.ts';
import type { Shape } from './shape.ts';
import { entryOf } from './signature-text.ts';
import { METHOD_SIGNATURES } from './signatures.ts';
import { STATIC_SIGNATURES } from './time-signatures.ts';

/** Fields, properties and methods of the value in front of a dot. */
export function membersOf(owner: string, dot: number, knowledge: Knowledge): Item[] {
  const isVariable = knowledge.variables.has(owner);
  if (owner === 'event' && !isVariable) return eventFields(knowledge);
  if (TIME_TYPES.has(owner) && !isVariable) return staticsOf(owner);
  // Behind the point of a number comes a digit.
  const shape = /^[\d_]+$/.test(owner) ? undefined : inferSource(owner, knowledge);
  if (!shape) return [];
  const types = [...shape.types];
  const properties = types.flatMap((type) =>
    propertyNames(type).map((name) => plain(name, 'property', type.replace('datetime.', ''))),
  );
  const methods = types.flatMap((type) =>
    methodNames(type).map((name) => callable(name, 'method', entryOf(entryOf(METHOD_SIGNATURES, type), name))),
  );
  return [...fieldsOf(shape, dot), ...properties, ...unique(methods)];
}

export function eventFields(knowledge: Knowledge): Item[] {
  return EVENT_FIELDS.map((name) => field(name, inferSource(name, knowledge)));
}

function fieldsOf({ fields, seen }: Shape, dot: number): Item[] {
  return [...fields].map(([name, shape]) => {
    const item = field(name, shape, seen);
    if (isMemberName(name)) return item;
    const subscript = `[${quoteText(name)}]`;
    return { ...item, kind: 'key', label: subscript, insertText: subscript, from: dot };
  });
}

/** A key that is no name, or that a method hides, is written as a subscript; so are dunder names, which are refused. */
function isMemberName(name: string): boolean {
  return /^(?!__)[\p{L}_][\p{L}\p{Nd}_]*$/u.test(name) && !findMethod('dict', name);
}

function staticsOf(owner: string): Item[] {
  return [...(TIME_TYPES.get(owner)?.statics.keys() ?? [])].map((name) => {
    const signature = entryOf(entryOf(STATIC_SIGNATURES, owner), name);
    return signature ? callable(name, 'function', signature) : plain(name, 'property', owner);
  });
}

function unique(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [item.label, item])).values()];
}
