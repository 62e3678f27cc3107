import { isJsonArray, isJsonObject, type JsonValue, jsonEquals } from './json.ts';
import type { StatePath } from './state-path.ts';

/** One difference between two states. `old` is undefined when the path is new, `new` when it is gone. */
export interface StateChange {
  readonly path: StatePath;
  readonly old: JsonValue | undefined;
  readonly new: JsonValue | undefined;
}

/** The differences below `path`, deepest first reached, objects by key and lists by index, at most `limit` of them. */
export function diffValues(
  old: JsonValue | undefined,
  now: JsonValue | undefined,
  path: StatePath,
  limit: number,
): StateChange[] {
  const changes: StateChange[] = [];
  collect(old, now, path, limit, changes);
  return changes;
}

function collect(
  old: JsonValue | undefined,
  now: JsonValue | undefined,
  path: StatePath,
  limit: number,
  into: StateChange[],
): void {
  if (into.length >= limit || jsonEquals(old, now)) return;
  const parts = commonParts(old, now);
  if (!parts) {
    into.push({ path, old, new: now });
    return;
  }
  for (const part of parts) collect(child(old, part), child(now, part), [...path, part], limit, into);
}

/** The keys or indexes of two containers of the same kind; undefined when the values must be compared whole. */
function commonParts(old: JsonValue | undefined, now: JsonValue | undefined): Iterable<string | number> | undefined {
  if (isJsonObject(old) && isJsonObject(now)) return new Set([...Object.keys(old), ...Object.keys(now)]);
  if (isJsonArray(old) && isJsonArray(now)) return Array(Math.max(old.length, now.length)).keys();
  return undefined;
}

function child(value: JsonValue | undefined, part: string | number): JsonValue | undefined {
  if (isJsonArray(value)) return value[part as number];
  return isJsonObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
}
