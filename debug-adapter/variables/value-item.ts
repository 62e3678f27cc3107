import { repr, str, typeName } from '../../server/domain/expressions/index.ts';
import { Dict, isList, isPlainDict, SetValue, Tuple, type Value } from '../../server/domain/expressions/value.ts';
import type { Container, Item } from './container.ts';

/** Values are cut to this many characters: the rest is one expansion or Copy Value away. */
const PREVIEW = 200;
/** A dict with more keys is paged. */
const PAGED_FROM = 100;

/** A value as a row, as Python prints it, and expandable when it holds others. */
export function toItem(name: string, value: Value, evaluateName?: string): Item {
  return {
    name,
    value: repr(value, PREVIEW),
    type: typeName(value),
    evaluateName,
    container: toContainer(value, evaluateName),
  };
}

/** What a value holds; undefined when it is a single thing or empty. */
export function toContainer(value: Value, evaluateName?: string): Container | undefined {
  if (isList(value)) return sequence(value, evaluateName);
  if (value instanceof Tuple) return sequence(value.items, evaluateName);
  if (value instanceof SetValue) return sequence([...value.members.values()], undefined);
  if (value instanceof Dict) return mapping(value.entries.size, () => [...value.entries.values()], evaluateName);
  if (isPlainDict(value)) return mapping(Object.keys(value).length, () => Object.entries(value), evaluateName);
  return undefined;
}

function sequence(items: readonly Value[], evaluateName: string | undefined): Container | undefined {
  if (items.length === 0) return undefined;
  return {
    size: items.length,
    isPaged: true,
    children: (start, count) =>
      items.slice(start, start + count).map((item, offset) => {
        const index = start + offset;
        return toItem(String(index), item, evaluateName && `${evaluateName}[${index}]`);
      }),
  };
}

/** The entries are listed when they are first looked at, which for most dicts is never. */
function mapping(
  size: number,
  list: () => readonly (readonly [Value, Value])[],
  evaluateName: string | undefined,
): Container | undefined {
  if (size === 0) return undefined;
  let entries: readonly (readonly [Value, Value])[] | undefined;
  return {
    size,
    isPaged: size > PAGED_FROM,
    children: (start, count) => {
      entries ??= list();
      return entries
        .slice(start, start + count)
        .map(([key, value]) => toItem(str(key), value, evaluateName && `${evaluateName}[${repr(key)}]`));
    },
  };
}
