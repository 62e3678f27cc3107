import { typeError, valueError } from '../evaluation-error.ts';
import { allowItems, allowText, spendOnCharacters } from '../limits.ts';
import { isDict, isList, Range, Tuple, typeName, type Value } from '../value.ts';
import { isInt, toCount } from '../values/numbers.ts';
import { characters } from '../values/text.ts';

/** `sequence[start:stop:step]`; a missing bound is null. */
export function slice(sequence: Value, start: Value, stop: Value, step: Value): Value {
  if (typeof sequence === 'string') {
    const all = characters(sequence);
    const [from, to, by] = bounds(all.length, start, stop, step);
    allowText(Math.max(0, (to - from) / by));
    if (by === 1 && typeof all === 'string') return all.slice(from, Math.max(from, to));
    spendOnCharacters(Math.max(0, (to - from) / by));
    return pick(all, from, to, by).join('');
  }
  if (isList(sequence)) return sliceItems(sequence, start, stop, step);
  if (sequence instanceof Tuple) return new Tuple(sliceItems(sequence.items, start, stop, step));
  if (sequence instanceof Range) {
    const [from, to, by] = bounds(sequence.length, start, stop, step);
    const at = (index: number) => sequence.start + index * sequence.step;
    return new Range(at(from), at(to), sequence.step * by);
  }
  if (isDict(sequence)) throw typeError("unhashable type: 'slice'");
  throw typeError(`'${typeName(sequence)}' object is not subscriptable`);
}

function sliceItems(items: readonly Value[], start: Value, stop: Value, step: Value): Value[] {
  const [from, to, by] = bounds(items.length, start, stop, step);
  allowItems(Math.max(0, (to - from) / by));
  return by === 1 ? items.slice(from, Math.max(from, to)) : pick(items, from, to, by);
}

function pick<T>(items: { readonly [index: number]: T }, from: number, to: number, by: number): T[] {
  const picked: T[] = [];
  for (let at = from; by > 0 ? at < to : at > to; at += by) picked.push(items[at]!);
  return picked;
}

/** Where to start, where to stop and how far to go at a time; all within the sequence, by CPython's rules. */
export function bounds(length: number, start: Value, stop: Value, step: Value): [number, number, number] {
  const by = step === null ? 1 : bound(step);
  if (by === 0) throw valueError('slice step cannot be zero');
  const first = by > 0 ? 0 : -1;
  const last = by > 0 ? length : length - 1;
  const clamp = (value: Value, missing: number) => {
    if (value === null) return missing;
    const at = bound(value);
    return Math.min(Math.max(at < 0 ? at + length : at, first), last);
  };
  return [clamp(start, by > 0 ? first : last), clamp(stop, by > 0 ? last : first), by];
}

function bound(value: Value): number {
  if (!isInt(value)) throw typeError('slice indices must be integers or None or have an __index__ method');
  return toCount(value);
}
