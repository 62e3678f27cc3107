import { EVENT_FIELDS, isEventField } from '../../event-fields.ts';
import type { Expression } from '../ast.ts';
import { BadExpression } from '../bad-expression.ts';
import type { ExpressionContext } from '../expression.ts';
import { spend, spendOnCharacters } from '../limits.ts';
import { textArgument } from '../methods/arguments.ts';
import { one } from '../methods/signature.ts';
import { EXPRESSION_NAMES } from '../names.ts';
import { closestName } from '../parsing/closest-name.ts';
import { Callable, type Value } from '../value.ts';
import { makeDict } from '../values/dicts.ts';
import { BUILTINS } from './builtins.ts';
import { readField, timeOf } from './event-field.ts';
import { FOREIGN_NAMES } from './foreign-names.ts';
import type { Evaluate, Scope } from './scope.ts';

type Name = Extract<Expression, { kind: 'name' }>;

/** A variable of a comprehension, a name of the event, or a builtin. Throws a `BadExpression` for any other. */
export function compileName(node: Name, scope: Scope): Evaluate {
  const { name } = node;
  const slot = scope.variables.get(name);
  if (slot !== undefined) return ({ locals }) => locals[slot]!;
  if (isEventField(name)) return readField(name, scope);
  if (name === 'state' || name === 'before' || name === 'changed') scope.findings.needsState = true;
  switch (name) {
    case 'event':
      for (const field of EVENT_FIELDS) scope.findings.fields.add(field);
      return ({ context }) => eventAsDict(context);
    case 'state':
      return ({ context }) => context.state;
    case 'before':
      return ({ context }) => context.before;
    case 'position':
      return ({ context }) => context.position;
    case 'changed':
      return ({ context }) => changedFunction(context);
    default:
  }
  const builtin = BUILTINS.get(name);
  if (builtin === undefined) throw unknownName(node, scope);
  return () => builtin;
}

/** The fields in the contract's order. */
function eventAsDict({ event }: ExpressionContext): Value {
  return makeDict(EVENT_FIELDS.map((field) => [field, field === 'timestamp' ? timeOf(event) : event[field]]));
}

const STEPS_OF_CHANGED = 100;

function changedFunction(context: ExpressionContext): Value {
  return new Callable('built-in function changed', (args) => {
    const [path] = one(args, 'changed', '');
    const text = textArgument(path!, 'changed() takes a path such as "items[0].qty"');
    // Two parts of the state are compared, however large they are.
    spend(STEPS_OF_CHANGED);
    spendOnCharacters(text.length);
    return context.changed(text);
  });
}

function unknownName({ name, span }: Name, scope: Scope): BadExpression {
  const foreign = FOREIGN_NAMES.get(name);
  const known = [...scope.variables.keys(), ...EXPRESSION_NAMES.map((entry) => entry.name), ...BUILTINS.keys()];
  const close = closestName(name, known);
  // `version > 1 // the first one`: what follows the slashes was meant as a comment.
  const isComment = /\/\/\s*$/.test(scope.source.slice(0, span.from));
  const instead = isComment ? "a comment begins with '#'" : foreign && `use ${foreign}`;
  const hint = instead ? `: ${instead}` : close ? `. Did you mean: '${close}'?` : '';
  return new BadExpression(`NameError: name '${name}' is not defined${hint}`, span);
}
