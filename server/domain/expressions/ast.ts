import type { Float } from '../json.ts';
import type { Span } from './expression.ts';
import type { BinaryOperator } from './operators/binary.ts';
import type { UnaryOperator } from './operators/unary.ts';

export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in' | 'is' | 'is not';

/** A parsed expression: plain data, each node with its place in the source. */
export type Expression = Node & { readonly span: Span };

type Node =
  | { readonly kind: 'literal'; readonly value: null | boolean | number | bigint | string | Float }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'attribute'; readonly object: Expression; readonly name: string; readonly nameSpan: Span }
  | { readonly kind: 'index'; readonly object: Expression; readonly index: Expression }
  | { readonly kind: 'slice'; readonly object: Expression; readonly bounds: readonly (Expression | undefined)[] }
  | { readonly kind: 'call'; readonly callee: Expression; readonly args: readonly Argument[] }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Expression[] }
  | { readonly kind: 'comparison'; readonly first: Expression; readonly links: readonly ComparisonLink[] }
  | { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'conditional';
      readonly test: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | { readonly kind: 'list' | 'tuple' | 'set'; readonly items: readonly Item[] }
  | { readonly kind: 'dict'; readonly entries: readonly Entry[] }
  | { readonly kind: 'text'; readonly parts: readonly TextPart[] }
  | {
      readonly kind: 'comprehension';
      readonly form: 'list' | 'set' | 'generator';
      readonly element: Expression;
      readonly clauses: readonly Clause[];
    }
  | {
      readonly kind: 'dict-comprehension';
      readonly key: Expression;
      readonly value: Expression;
      readonly clauses: readonly Clause[];
    };

/** `< b` in `a < b <= c`. */
export interface ComparisonLink {
  readonly operator: ComparisonOperator;
  readonly operand: Expression;
}

/** One item of a list, tuple or set; `*xs` is spread. */
export interface Item {
  readonly spread: boolean;
  readonly value: Expression;
}

/** `key: value`, or `**mapping` without a key. */
export interface Entry {
  readonly key: Expression | undefined;
  readonly value: Expression;
}

/** `value`, `name=value`, `*values` or `**values`. */
export interface Argument {
  readonly kind: 'positional' | 'named' | 'spread' | 'spread-named';
  readonly name: string;
  readonly value: Expression;
}

/** A piece of an f-string: text, or a value with `!r` and `:spec`. */
export type TextPart = string | TextField;

export interface TextField {
  readonly value: Expression;
  readonly conversion: 'r' | 's' | 'a' | undefined;
  readonly spec: readonly TextPart[];
  readonly span: Span;
}

/** `for target in items` or `if test` of a comprehension. */
export type Clause =
  | { readonly kind: 'for'; readonly target: Target; readonly items: Expression }
  | { readonly kind: 'if'; readonly test: Expression };

/** `x`, or `k, v` and deeper. */
export type Target = { readonly name: string; readonly span: Span } | { readonly targets: readonly Target[] };
