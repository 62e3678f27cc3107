import type { ExpressionContext } from '../../../../../server/domain/expressions/expression.ts';
import { compileExpression } from '../../../../../server/domain/expressions/index.ts';
import { isDict, isList, SetValue, Tuple, type Value } from '../../../../../server/domain/expressions/value.ts';
import { dictEntries } from '../../../../../server/domain/expressions/values/dicts.ts';
import { repr } from '../../../../../server/domain/expressions/values/repr.ts';
import { INTENDED } from './intended.ts';

/** Our answer in the words of `evaluate-cases.py`. */
export function ourAnswer(source: string, context: ExpressionContext): string {
  try {
    return show(compileExpression(source).evaluate(context));
  } catch (error) {
    return (error as Error).message;
  }
}

/** Do the two agree: in the value with its types, or in the kind of the error? */
export function agree(source: string, ours: string, pythons: string): boolean {
  if (ours === pythons || pythons === 'too much') return true;
  const [our, their] = [kindOf(ours), kindOf(pythons)];
  if (our !== undefined && our === their) return true;
  return Object.values(INTENDED).some((isIntended) => isIntended({ source, ours, pythons }));
}

function kindOf(answer: string): string | undefined {
  return /^([A-Z]\w+(?:Error|Iteration))(?::| at |$)/.exec(answer)?.[1];
}

/** As `repr`, with the members of sets in the order of their texts. */
function show(value: Value): string {
  if (value instanceof SetValue && value.members.size > 0) {
    return `{${[...value.members.values()].map(show).sort(byCodePoint).join(', ')}}`;
  }
  if (isList(value)) return `[${value.map(show).join(', ')}]`;
  if (value instanceof Tuple) {
    return value.items.length === 1 ? `(${show(value.items[0]!)},)` : `(${value.items.map(show).join(', ')})`;
  }
  if (!isDict(value)) return repr(value);
  return `{${[...dictEntries(value)].map(([key, item]) => `${show(key)}: ${show(item)}`).join(', ')}}`;
}

function byCodePoint(a: string, b: string): number {
  const [one, other] = [[...a], [...b]];
  const at = one.findIndex((character, index) => character !== other[index]);
  if (at < 0) return one.length - other.length;
  return other[at] === undefined ? 1 : one[at]!.codePointAt(0)! - other[at].codePointAt(0)!;
}
