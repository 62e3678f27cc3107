import { EVENT_FIELDS } from '../../event-fields.ts';
import type { JsonObject } from '../../json.ts';
import type { Expression } from '../ast.ts';
import { BadExpression, syntaxError } from '../bad-expression.ts';
import { findProperty, propertyNames } from '../datetime/properties.ts';
import { TIME_TYPES } from '../datetime/types.ts';
import { attribute } from '../methods/call-method.ts';
import { findMethod, methodNames } from '../methods/find-method.ts';
import { FOREIGN_METHODS } from '../methods/foreign-methods.ts';
import { REFUSED_METHODS } from '../methods/refused-methods.ts';
import { EXPRESSION_NAMES } from '../names.ts';
import { closestName } from '../parsing/closest-name.ts';
import { isPlainDict, typeName } from '../value.ts';
import { compile } from './compile.ts';
import { isPayload, keyReader } from './compile-key.ts';
import { eventFieldOf, readField } from './event-field.ts';
import type { Evaluate, Scope } from './scope.ts';

export type Attribute = Extract<Expression, { kind: 'attribute' }>;

/** What is called on a type itself: `datetime.fromisoformat(…)`. */
const STATIC_NAMES = [...TIME_TYPES.values()].flatMap(({ statics }) => [...statics.keys()]);

/** What the fields of an event are called elsewhere. */
const EVENT_SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['type', 'event_type'],
  ['name', 'event_type'],
  ['data', 'event_data'],
  ['payload', 'event_data'],
  ['id', 'event_id'],
  ['time', 'timestamp'],
  ['created_at', 'timestamp'],
  ['user', 'user_id'],
  ['service', 'service_name'],
  ['correlation', 'correlation_id'],
  ['causation', 'causation_id'],
  ['cause', 'causation_id'],
]);

/** `object.name`, where it is not called. */
export function compileAttribute(node: Attribute, scope: Scope): Evaluate {
  const field = eventFieldOf(node, scope);
  if (field) return readField(field, scope);
  checkAttribute(node, scope);
  const { name } = node;
  const object = compile(node.object, scope);
  if (findMethod('dict', name)) return (frame) => attribute(object(frame), name);
  const read = keyReader(name);
  const isCertain = isPayload(node.object, scope);
  return (frame) => {
    const value = object(frame);
    const found = isCertain || isPlainDict(value) ? read(value as JsonObject) : undefined;
    return found === undefined ? attribute(value, name) : found;
  };
}

/** Throws a `BadExpression` for an attribute that the object cannot have, whatever the event. */
export function checkAttribute(node: Attribute, scope: Scope): void {
  const { object, name, nameSpan } = node;
  if (object.kind === 'name' && object.name === 'event' && !scope.variables.has('event')) {
    if (findMethod('dict', name)) return;
    throw noAttribute('Event', EVENT_SYNONYMS.get(name) ?? name, nameSpan, EVENT_FIELDS, name);
  }
  const type = staticType(object, scope);
  if (type === undefined || type === 'dict' || findMethod(type, name) || findProperty(type, name)) return;
  throw noAttribute(type, name, nameSpan, [...methodNames(type), ...propertyNames(type)]);
}

/** As `checkAttribute`, for a method that is called: no payload holds functions, so some type must have it. */
export function checkMethod(node: Attribute, scope: Scope): void {
  const { name, nameSpan } = node;
  const instead = REFUSED_METHODS.get(name);
  if (instead) throw syntaxError(scope.source, nameSpan, `'${name}' is not available: ${instead}`);
  checkAttribute(node, scope);
  const all = [...methodNames(), ...propertyNames(), ...STATIC_NAMES];
  if (!all.includes(name)) throw noAttribute(staticType(node.object, scope), name, nameSpan, all);
}

function noAttribute(
  type: string | undefined,
  name: string,
  span: Attribute['nameSpan'],
  names: readonly string[],
  written = name,
): BadExpression {
  const close = closestName(name, names);
  const instead = FOREIGN_METHODS.get(name);
  const hint = instead ? `: ${instead}` : close ? `. Did you mean: '${close}'?` : '';
  const subject =
    type === undefined ? `no type has a method '${written}'` : `'${type}' object has no attribute '${written}'`;
  return new BadExpression(`AttributeError: ${subject}${hint}`, span);
}

/** The type that a node has on every event; undefined when that depends on the event. */
function staticType(node: Expression, scope: Scope): string | undefined {
  if (node.kind === 'literal') return typeName(node.value);
  if (node.kind === 'text') return 'str';
  if (node.kind === 'list' || node.kind === 'tuple' || node.kind === 'set') return node.kind;
  const name = eventFieldOf(node, scope) ?? (node.kind === 'name' && !scope.variables.has(node.name) ? node.name : '');
  return EXPRESSION_NAMES.find((entry) => entry.name === name)?.type;
}
