import fc from 'fast-check';

/** An expression, or a piece of one, as source text. */
export type Text = fc.Arbitrary<string>;

/** What an expression should yield, so that most of what is put together makes sense to Python. */
export type Kind = 'int' | 'float' | 'str' | 'bool' | 'list' | 'tuple' | 'dict' | 'set' | 'time' | 'any';

/** An expression of a kind. */
export type Tie = (kind: Kind) => Text;

/** All kinds count their levels together, or an expression of several kinds would grow without end. */
const levels = fc.createDepthIdentifier();

/** One of them; shrinks to the leaf. */
export function shape(leaf: Text, others: readonly Text[]): Text {
  return fc.oneof({ depthIdentifier: levels, maxDepth: 4, withCrossShrink: true }, leaf, ...others);
}

export function oneOf(texts: readonly string[]): Text {
  return fc.constantFrom(...texts);
}

/** `words('a b')` is one of the two. */
export function words(all: string): Text {
  return oneOf(all.split(' '));
}

export function join(parts: readonly (string | Text)[]): Text {
  return fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((all) => all.join(''));
}

/** `call('len', list)` is `len(…)`. */
export function call(name: string | Text, ...args: readonly Text[]): Text {
  return join([name, '(', ...args.flatMap((arg, index) => (index === 0 ? [arg] : [', ', arg])), ')']);
}

export function method(self: Text, name: string | Text, ...args: readonly Text[]): Text {
  return join(['(', self, ').', call(name, ...args)]);
}

export function infix(left: Text, operators: string, right: Text): Text {
  return join(['(', left, ' ', words(operators), ' ', right, ')']);
}

/** Counts, bounds and steps; seldom what is none. */
export const few: Text = fc.oneof({ weight: 12, arbitrary: words('0 1 2 3 -1 -2 7') }, words('None 70 1.5'));
