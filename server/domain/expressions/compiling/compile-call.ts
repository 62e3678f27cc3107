import type { JsonObject } from '../../json.ts';
import type { Argument, Expression } from '../ast.ts';
import { BadExpression } from '../bad-expression.ts';
import { call } from '../builtins/call.ts';
import { TIME_TYPES } from '../datetime/types.ts';
import { typeError } from '../evaluation-error.ts';
import { methodCaller } from '../methods/call-method.ts';
import { type Arguments, isDict, isPlainDict, typeName, type Value } from '../value.ts';
import { dictEntries, lookUp, lookUpField } from '../values/dicts.ts';
import { compile } from './compile.ts';
import { checkMethod } from './compile-attribute.ts';
import { isConstant } from './compile-display.ts';
import { isPayload, keyReader } from './compile-key.ts';
import { eventFieldOf } from './event-field.ts';
import type { Evaluate, Frame, Scope } from './scope.ts';
import { spreadable } from './spreadable.ts';

type Call = Extract<Expression, { kind: 'call' }>;
type Literal = Extract<Expression, { kind: 'literal' }>;
/** An argument, compiled once. */
type Part = Pick<Argument, 'kind' | 'name'> & { readonly evaluate: Evaluate };

/** `callee(…)`; a method is called without making it a value first. */
export function compileCall(node: Call, scope: Scope): Evaluate {
  const { callee, args } = node;
  if (callee.kind === 'literal') throw notCallable(node, typeName(callee.value));
  const isMethod = callee.kind === 'attribute' && !eventFieldOf(callee, scope);
  const object = compile(isMethod ? callee.object : callee, scope);
  if (isMethod) checkMethod(callee, scope);
  const parts = args.map(({ kind, name, value }): Part => ({ kind, name, evaluate: compile(value, scope) }));
  const bind = binderOf('name' in callee ? callee.name : 'function', parts);
  if (!isMethod) {
    const evaluate: Evaluate = (frame) => call(object(frame), bind(frame));
    return isFixedTime(callee, args, scope) ? once(evaluate) : evaluate;
  }
  const { name } = callee;
  if (name === 'get' && args.length > 0 && args.length <= 2 && args.every(({ kind }) => kind === 'positional')) {
    return compileGet(callee.object, object, args, parts, bind, scope);
  }
  const callNamed = methodCaller<Frame>(name);
  return (frame) => callNamed(object(frame), bind, frame);
}

/** `datetime(2025, 9, 19)`: the same for every event. */
function isFixedTime(callee: Expression, args: readonly Argument[], scope: Scope): boolean {
  const isTime = callee.kind === 'name' && TIME_TYPES.has(callee.name) && !scope.variables.has(callee.name);
  return isTime && args.every(({ kind, value }) => (kind === 'positional' || kind === 'named') && isConstant(value));
}

function once(evaluate: Evaluate): Evaluate {
  let value: Value | undefined;
  return (frame) => {
    value ??= evaluate(frame);
    return value;
  };
}

/** `payload.get('key', default)`, the heart of most conditions, without making a list of arguments. */
function compileGet(
  container: Expression,
  object: Evaluate,
  args: readonly Argument[],
  parts: readonly Part[],
  bind: (frame: Frame) => Arguments,
  scope: Scope,
): Evaluate {
  const [key, fallback] = parts.map(({ evaluate }) => evaluate) as [Evaluate, Evaluate?];
  const constant = args[0]!.value.kind === 'literal' ? args[0]!.value.value : undefined;
  if (typeof constant === 'string' && isPayload(container, scope) && (!fallback || args[1]!.value.kind === 'literal')) {
    const read = keyReader(constant);
    const missing = fallback ? (args[1]!.value as Literal).value : null;
    return (frame) => {
      const found = read(object(frame) as JsonObject);
      return found === undefined ? missing : found;
    };
  }
  const callNamed = methodCaller<Frame>('get');
  return (frame) => {
    const dict = object(frame);
    if (!isPlainDict(dict)) return callNamed(dict, bind, frame);
    const name = key(frame);
    const missing = fallback ? fallback(frame) : null;
    const value = typeof name === 'string' ? lookUpField(dict, name) : lookUp(dict, name);
    return value === undefined ? missing : value;
  };
}

/** Puts the arguments together for a call. */
function binderOf(callee: string, parts: readonly Part[]): (frame: Frame) => Arguments {
  if (parts.every(({ kind }) => kind === 'positional')) {
    const values = parts.map(({ evaluate }) => evaluate);
    const [only] = values;
    if (values.length === 1) return (frame) => ({ values: [only!(frame)], named: undefined });
    return (frame) => ({ values: values.map((evaluate) => evaluate(frame)), named: undefined });
  }
  return (frame) => {
    const values: Value[] = [];
    const named = new Map<string, Value>();
    const give = (key: string, value: Value) => {
      if (named.has(key)) throw typeError(`${callee}() got multiple values for keyword argument '${key}'`);
      named.set(key, value);
    };
    for (const { kind, name, evaluate } of parts) {
      const value = evaluate(frame);
      if (kind === 'positional') values.push(value);
      else if (kind === 'spread') for (const item of spreadable(value, 'argument')) values.push(item);
      else if (kind === 'named') give(name, value);
      else for (const [key, item] of namedEntries(value)) give(key, item);
    }
    return { values, named: named.size > 0 ? named : undefined };
  };
}

function* namedEntries(value: Value): Generator<readonly [string, Value]> {
  if (!isDict(value)) throw typeError(`argument after ** must be a mapping, not ${typeName(value)}`);
  for (const [key, item] of dictEntries(value)) {
    if (typeof key !== 'string') throw typeError('keywords must be strings');
    yield [key, item];
  }
}

function notCallable(node: Call, type: string): BadExpression {
  return new BadExpression(`TypeError: '${type}' object is not callable`, node.callee.span);
}
