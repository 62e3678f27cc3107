import { spend } from '../limits.ts';
import { smallArgument } from '../methods/arguments.ts';
import type { Value } from '../value.ts';
import { toItems } from '../values/iterate.ts';
import { isOrdered } from '../values/ordering.ts';
import { callWith } from './call.ts';

/** `sorted(iterable, key=, reverse=)`: stable in either direction. */
export function sorted(iterable: Value, key: Value, reverse: Value): Value[] {
  const items = toItems(iterable);
  const backwards = smallArgument(reverse) !== 0;
  const rated = items.map((item) => ({ item, rating: key === null ? item : callWith(key, item) }));
  if (backwards) rated.reverse();
  rated.sort((a, b) => {
    spend();
    if (isOrdered(a.rating, '<', b.rating)) return -1;
    return isOrdered(b.rating, '<', a.rating) ? 1 : 0;
  });
  if (backwards) rated.reverse();
  return rated.map(({ item }) => item);
}
