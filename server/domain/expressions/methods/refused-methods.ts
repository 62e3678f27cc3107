/**
 * Methods that Python has and expressions do not, each with what to write instead. Most of them would change a value,
 * and an expression only looks.
 */
export const REFUSED_METHODS: ReadonlyMap<string, string> = new Map([
  ['append', 'it would change the list: use xs + [x]'],
  ['extend', 'it would change the list: use xs + ys'],
  ['insert', 'it would change the list: use xs[:i] + [x] + xs[i:]'],
  ['pop', 'it would change the value: use xs[-1] or d.get(key)'],
  ['popitem', 'it would change the dict: use list(d.items())[-1]'],
  ['remove', 'it would change the value: use [x for x in xs if x != value]'],
  ['clear', 'it would change the value: use [] or {}'],
  ['sort', 'it would change the list: use sorted(xs)'],
  ['reverse', 'it would change the list: use xs[::-1]'],
  ['update', 'it would change the dict: use {**d, **other}'],
  ['setdefault', 'it would change the dict: use d.get(key, default)'],
  ['add', 'it would change the set: use s | {x}'],
  ['discard', 'it would change the set: use s - {x}'],
  ['format_map', "use an f-string: f'{value}'"],
  ['encode', 'bytes are not used in expressions: compare texts'],
  ['translate', 'use replace(old, new)'],
]);
