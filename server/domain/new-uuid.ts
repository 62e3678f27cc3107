let last = { millis: 0, count: 0 };

/**
 * A UUID of version 7: its first part is the time, so that rows appended one after the other stand next to each other
 * in the index, and its next part counts within the millisecond, so that those of one process are in their order.
 */
export function newUuid(now: number = Date.now()): string {
  const isNew = now > last.millis;
  last = isNew ? { millis: now, count: 0 } : { millis: last.millis, count: last.count + 1 };
  // Twelve bits count; what comes after belongs to the next millisecond.
  if (last.count > 0xfff) last = { millis: last.millis + 1, count: 0 };
  const time = last.millis.toString(16).padStart(12, '0');
  const count = last.count.toString(16).padStart(3, '0');
  // The end of a UUID is the same in all versions: the variant, and chance.
  const end = globalThis.crypto.randomUUID().slice(19);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${end}`;
}
