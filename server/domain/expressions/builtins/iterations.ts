import { typeError, valueError } from '../evaluation-error.ts';
import { add } from '../operators/arithmetic.ts';
import { type Arguments, Iteration, Tuple, typeName, type Value } from '../value.ts';
import { iterate } from '../values/iterate.ts';
import { isInt, toBig, toInt } from '../values/numbers.ts';
import { isTruthy } from '../values/truth.ts';

/** `enumerate(iterable, start)`. */
export function enumerate(items: Value, start: Value): Iteration {
  if (!isInt(start)) throw typeError(`'${typeName(start)}' object cannot be interpreted as an integer`);
  return new Iteration('enumerate', numbered(iterate(items), toInt(toBig(start))));
}

function* numbered(items: Iterable<Value>, start: Value): Generator<Value, void> {
  let index = start;
  for (const item of items) {
    yield new Tuple([index, item]);
    index = add(index, 1);
  }
}

/** `zip(*iterables, strict=False)`: ends with the shortest. */
export function zip({ values, named }: Arguments): Iteration {
  const unknown = [...(named?.keys() ?? [])].find((name) => name !== 'strict');
  if (unknown !== undefined) throw typeError(`'${unknown}' is an invalid keyword argument for zip()`);
  const sources = values.map(iterate);
  return new Iteration('zip', zipped(sources, isTruthy(named?.get('strict') ?? false)));
}

function* zipped(sources: readonly Iterator<Value, void>[], strict: boolean): Generator<Value, void> {
  while (sources.length > 0) {
    const items: Value[] = [];
    for (const [index, source] of sources.entries()) {
      const next = source.next();
      if (!next.done) items.push(next.value);
      else if (!strict || isExhausted(sources, index)) return;
    }
    yield new Tuple(items);
  }
}

/** With `strict`, all must end together. */
function isExhausted(sources: readonly Iterator<Value, void>[], ended: number): boolean {
  if (ended > 0) throw valueError(`zip() argument ${ended + 1} is shorter than argument${range(ended)}`);
  const longer = sources.findIndex((source, index) => index > 0 && !source.next().done);
  if (longer > 0) throw valueError(`zip() argument ${longer + 1} is longer than argument${range(longer)}`);
  return true;
}

function range(count: number): string {
  return count === 1 ? ' 1' : `s 1-${count}`;
}
