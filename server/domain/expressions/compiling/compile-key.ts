import type { JsonObject } from '../../json.ts';
import type { Expression } from '../ast.ts';
import { EvaluationError } from '../evaluation-error.ts';
import { subscript } from '../operators/subscript.ts';
import { isPlainDict, type Value } from '../value.ts';
import { lookUpField } from '../values/dicts.ts';
import { quoteText } from '../values/quote-text.ts';
import { eventFieldOf } from './event-field.ts';
import type { Evaluate, Scope } from './scope.ts';

/** Reads one key of a payload or a state: its value, undefined when it is not there. */
type ReadKey = (dict: JsonObject) => Value | undefined;

/**
 * Most keys are no property of every JavaScript object, so a plain access finds them or nothing; the few others
 * (`constructor`, `__proto__`) are looked up as own keys.
 */
export function keyReader(key: string): ReadKey {
  if (key in Object.prototype) return (dict) => lookUpField(dict, key);
  return (dict) => dict[key] ?? lookUpField(dict, key);
}

/** `container['key']`, the other heart of most conditions. */
export function compileKey(container: Expression, key: string, object: Evaluate, scope: Scope): Evaluate {
  if (key in Object.prototype) {
    return (frame) => {
      const value = object(frame);
      return isPlainDict(value) ? present(value, key) : subscript(value, key);
    };
  }
  if (eventFieldOf(container, scope) === 'event_data') {
    return ({ context }) => context.event.event_data[key] ?? present(context.event.event_data, key);
  }
  return (frame) => {
    const value = object(frame);
    return isPlainDict(value) ? (value[key] ?? present(value, key)) : subscript(value, key);
  };
}

/** The value under a key. Throws a KeyError when it is not there. */
function present(dict: JsonObject, key: string): Value {
  const found = lookUpField(dict, key);
  if (found === undefined) throw new EvaluationError('KeyError', quoteText(key));
  return found;
}

/** Is the node a plain dict on every event? */
export function isPayload(node: Expression, scope: Scope): boolean {
  const field = eventFieldOf(node, scope);
  if (field) return field === 'event_data' || field === 'metadata';
  return node.kind === 'name' && (node.name === 'state' || node.name === 'before') && !scope.variables.has(node.name);
}
