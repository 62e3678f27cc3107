import { makeDate, makeDateTime, makeDelta } from '../datetime/make.ts';
import { BINARY, type BinaryOperator } from '../operators/binary.ts';
import { SetValue, Tuple, typeName, type Value } from '../value.ts';
import type { Shape, TypeName } from './shape.ts';

const DAY = 739_000;

/** A value of each type that operators take. The text stands on either side of `%`. */
const EXAMPLES: ReadonlyMap<TypeName, Value> = new Map<TypeName, Value>([
  ['int', 2],
  ['bool', true],
  ['float', 1.5],
  ['str', '%s'],
  ['list', []],
  ['tuple', new Tuple([])],
  ['set', new SetValue(new Map())],
  ['datetime.datetime', makeDateTime(DAY, 0)],
  ['datetime.date', makeDate(DAY)],
  ['datetime.timedelta', makeDelta(1n)],
]);

/** The type of `left + right`, found by adding an example of each; undefined where they do not go together. */
export function typeOfOperation(
  operator: BinaryOperator,
  left: Shape | undefined,
  right: Shape | undefined,
): TypeName | undefined {
  for (const a of examplesOf(left)) {
    for (const b of examplesOf(right)) {
      try {
        return typeName(BINARY[operator](a, b));
      } catch {
        // These two types do not go together; others that were seen may.
      }
    }
  }
  return undefined;
}

function examplesOf(shape: Shape | undefined): Value[] {
  return [...(shape?.types ?? [])].map((type) => EXAMPLES.get(type)).filter((value) => value !== undefined);
}
