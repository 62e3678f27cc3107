import { repr, typeName } from '../../server/domain/expressions/index.ts';
import type { Value } from '../../server/domain/expressions/value.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../../server/domain/json.ts';
import { pathStep } from '../../server/domain/state-path.ts';
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
  if (isJsonArray(value as JsonValue)) return sequence(value as readonly Value[], evaluateName);
  if (isJsonObject(value as JsonValue)) return mapping(value as { readonly [key: string]: Value }, evaluateName);
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
        return toItem(String(index), item, evaluateName && evaluateName + pathStep(index));
      }),
  };
}

function mapping(object: { readonly [key: string]: Value }, evaluateName: string | undefined): Container | undefined {
  const keys = Object.keys(object);
  if (keys.length === 0) return undefined;
  return {
    size: keys.length,
    isPaged: keys.length > PAGED_FROM,
    children: (start, count) =>
      keys
        .slice(start, start + count)
        .map((key) => toItem(key, object[key]!, evaluateName && `${evaluateName}[${repr(key)}]`)),
  };
}
