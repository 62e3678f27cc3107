/**
 * Whatever the user's code left in the state, as JSON text: a Date is its ISO text, a Map an object, a Set an array, a
 * typed array an array; NaN and bigints are written as numbers. Undefined for what JSON has no place for (undefined,
 * functions, symbols). Throws when a value contains itself.
 */
export function writeJson(value: unknown): string | undefined {
  return write(value, []);
}

function write(value: unknown, parents: readonly object[]): string | undefined {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return Object.is(value, -0) ? '-0.0' : String(value);
    case 'bigint':
    case 'boolean':
      return String(value);
    case 'object':
      return value === null ? 'null' : writeObject(value, parents);
    default:
      return undefined;
  }
}

function writeObject(value: object, parents: readonly object[]): string | undefined {
  if (parents.includes(value)) throw new TypeError('The state contains itself, and so cannot be kept');
  const within = [...parents, value];
  if ('toJSON' in value && typeof value.toJSON === 'function') return write(value.toJSON(), within);
  if (value instanceof Number || value instanceof String || value instanceof Boolean) {
    return write(value.valueOf(), within);
  }
  if (value instanceof Error || value instanceof RegExp) return JSON.stringify(String(value));
  if (Array.isArray(value)) return writeItems(value, within);
  if (value instanceof Set || isTypedArray(value)) return writeItems([...value], within);
  return writeEntries(value instanceof Map ? value : Object.entries(value), within);
}

function isTypedArray(value: object): value is Uint8Array {
  return ArrayBuffer.isView(value) && Symbol.iterator in value;
}

function writeItems(items: readonly unknown[], within: readonly object[]): string {
  return `[${Array.from(items, (item) => write(item, within) ?? 'null').join(',')}]`;
}

function writeEntries(entries: Iterable<[unknown, unknown]>, within: readonly object[]): string {
  const parts: string[] = [];
  for (const [key, item] of entries) {
    const text = write(item, within);
    if (text !== undefined) parts.push(`${JSON.stringify(String(key))}:${text}`);
  }
  return `{${parts.join(',')}}`;
}
