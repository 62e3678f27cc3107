import type { Value } from '../value.ts';
import { add, multiply, subtract } from './arithmetic.ts';
import { bitwise } from './bitwise.ts';
import { divide, floorDivide, modulo } from './division.ts';
import { power } from './power.ts';

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '&' | '|' | '^' | '<<' | '>>';

/** Python's binary operators. Each throws Python's TypeError for operands that it does not take. */
export const BINARY: Readonly<Record<BinaryOperator, (a: Value, b: Value) => Value>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '//': floorDivide,
  '%': modulo,
  '**': power,
  '&': (a, b) => bitwise(a, '&', b),
  '|': (a, b) => bitwise(a, '|', b),
  '^': (a, b) => bitwise(a, '^', b),
  '<<': (a, b) => bitwise(a, '<<', b),
  '>>': (a, b) => bitwise(a, '>>', b),
};
