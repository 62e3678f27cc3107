import { DomainError, messageOf } from '../domain/errors.ts';
import { Float, type JsonValue } from '../domain/json.ts';
import { parseJson } from '../domain/parse-json.ts';
import { Refusal } from './refusal.ts';

/** A body as Python or anybody wrote it; an empty one is none. Throws `bad-json` with the offset. */
export function parseBody(text: string): JsonValue | undefined {
  if (text.trim() === '') return undefined;
  try {
    return parseJson(text);
  } catch (error) {
    throw new DomainError('bad-json', `The body is not JSON: ${messageOf(error)}`, { cause: error });
  }
}

/**
 * An answer as JSON that every parser takes, with integers of any size and `1.0` as they are; what JSON has no number for
 * is the string `NaN`, `Infinity` or `-Infinity`. Throws `result-too-large`.
 */
export function toBody(value: unknown, maxBytes: number): string {
  const text = JSON.stringify(value, asWritten) ?? '';
  if (Buffer.byteLength(text) <= maxBytes) return text;
  throw new Refusal(
    'result-too-large',
    `The answer is larger than ${maxBytes.toLocaleString('en-US')} bytes: ask for a part of it`,
  );
}

// JSON.rawJSON is part of Node 22, and not yet of TypeScript's library.
const { rawJSON } = JSON as typeof JSON & { rawJSON(text: string): unknown };

/** `this` is the object around the value: `toJSON` has been called on the value itself by now. */
function asWritten(this: unknown, key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return rawJSON(String(value));
  if (typeof value !== 'number') return value;
  if (!Number.isFinite(value)) return String(value);
  const original = (this as Record<string, unknown>)[key];
  return original instanceof Float && Math.abs(value) < 1e16 ? rawJSON(value.toFixed(1)) : value;
}
