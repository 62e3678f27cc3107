import { DomainError } from './errors.ts';

/**
 * Timestamps are ISO 8601 texts in UTC with up to microseconds (`2025-09-19T05:26:56.006400Z`): a JavaScript Date
 * would lose the last three digits. In this normal form the order of the texts is the order of time.
 */

const WILD =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|z|UTC|[+-]\d{2}(?::?\d{2})?(?::?\d{2})?)?$/;

/** What Python writes, on all days but the 29th of February: read without the detour through a Date, as most rows are such. */
const COMMON =
  /^\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)[ T](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{6})?Z?$/;
/** Where the whole seconds end. */
const SECONDS_END = 19;

/**
 * Reads what is found in the wild: ISO with T or a space, any or no fraction, an offset, none (naive = UTC), or an
 * epoch number in seconds (or in milliseconds, when it is too large for seconds). Throws `bad-timestamp`.
 */
export function normaliseTimestamp(found: string | number | bigint): string {
  if (typeof found !== 'string') return fromEpoch(Number(found));
  if (COMMON.test(found)) {
    // With a fraction and its end it can only lack the T.
    if (found.length === 27 && found[10] === 'T') return found;
    const fraction = found.length > SECONDS_END + 1 ? found.slice(SECONDS_END, SECONDS_END + 7) : '.000000';
    return `${found.slice(0, 10)}T${found.slice(11, SECONDS_END)}${fraction}Z`;
  }
  const match = WILD.exec(found.trim());
  if (!match) {
    if (/^-?\d+(\.\d+)?$/.test(found.trim())) return fromEpoch(Number(found));
    throw new DomainError('bad-timestamp', `'${clip(found)}' is not a timestamp: use 2025-09-19T05:26:56.006400Z`);
  }
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone] = match;
  const micros = fraction.slice(0, 6).padEnd(6, '0');
  const plain = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const millis = Date.parse(`${plain}Z`);
  if (Number.isNaN(millis) || new Date(millis).toISOString().slice(0, 19) !== plain) {
    throw new DomainError('bad-timestamp', `'${clip(found)}' is not a date that exists`);
  }
  return text(millis - offsetMillis(zone), micros);
}

/** True for texts in normal form: only those can be compared as times. */
export function isNormalTimestamp(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(text);
}

/** Now, with the milliseconds that JavaScript knows. */
export function now(): string {
  const millis = Date.now();
  return text(millis, `${String(millis % 1000).padStart(3, '0')}000`);
}

/** Microseconds since 1970, of a timestamp in normal form. */
export function toMicros(timestamp: string): bigint {
  const millis = Date.parse(`${timestamp.slice(0, 19)}Z`);
  return BigInt(millis) * 1000n + BigInt(timestamp.slice(20, 26) || '0');
}

/** The naive form in which SQLAlchemy keeps a UTC datetime on SQLite: `2025-09-19 05:26:56.006400`. */
export function toSqlTimestamp(timestamp: string): string {
  const plain = timestamp.slice(0, -1).replace('T', ' ');
  return plain.endsWith('.000000') ? plain.slice(0, -7) : plain;
}

function text(millis: number, micros: string): string {
  const date = new Date(millis);
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 || date.getUTCFullYear() < 0) {
    throw new DomainError('bad-timestamp', 'a timestamp must lie between the years 0 and 9999');
  }
  return `${date.toISOString().slice(0, 19)}.${micros}Z`;
}

function fromEpoch(value: number): string {
  const seconds = Math.abs(value) >= 1e11 ? value / 1000 : value;
  const whole = Math.floor(seconds);
  const micros = Math.round((seconds - whole) * 1e6);
  const carry = micros === 1_000_000;
  return text((whole + (carry ? 1 : 0)) * 1000, String(carry ? 0 : micros).padStart(6, '0'));
}

function offsetMillis(zone: string | undefined): number {
  if (zone === undefined || /^(z|utc)$/i.test(zone)) return 0;
  const digits = zone.slice(1).replaceAll(':', '').padEnd(6, '0');
  const seconds = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2, 4)) * 60 + Number(digits.slice(4, 6));
  return (zone.startsWith('-') ? -1000 : 1000) * seconds;
}

function clip(found: string): string {
  return found.length > 60 ? `${found.slice(0, 60)}…` : found;
}
