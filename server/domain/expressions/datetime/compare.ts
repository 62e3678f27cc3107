import { typeError } from '../evaluation-error.ts';
import type { Key, Value } from '../value.ts';
import { instantOf } from './arithmetic.ts';
import { DateOnly, DateTime, isMoment, type Moment, TimeDelta, TimeOfDay, Timezone } from './moments.ts';
import { readDateTime } from './read-iso.ts';

/**
 * Less than 0, 0 or more than 0, as the first comes before, with or after the second. A text beside a datetime is read
 * as ISO 8601, which Python would refuse: `timestamp >= '2025-09-19'`. Undefined where the two have no order. Throws
 * Python's TypeErrors for dates beside datetimes, and for a zone on one side only.
 */
export function orderMoments(a: Value, b: Value): number | undefined {
  if (a instanceof DateTime && b instanceof DateTime) return orderDateTimes(a, b);
  if (a instanceof DateTime && typeof b === 'string') return orderWithText(a, b);
  if (b instanceof DateTime && typeof a === 'string') return negate(orderWithText(b, a));
  if (a instanceof TimeDelta && b instanceof TimeDelta) return a.days - b.days || a.micros - b.micros;
  if (a instanceof DateOnly && b instanceof DateOnly) return a.ordinal - b.ordinal;
  if (a instanceof TimeOfDay && b instanceof TimeOfDay) return orderTimes(a, b);
  if (a instanceof DateTime && b instanceof DateOnly) throw typeError(`can't compare ${a.type} to ${b.type}`);
  if (a instanceof DateOnly && b instanceof DateTime) throw typeError(`can't compare ${b.type} to ${a.type}`);
  return undefined;
}

/** Python's `==` where one side is of the datetime module; never throws. */
export function equalMoments(a: Value, b: Value): boolean {
  if (a instanceof DateTime && b instanceof DateTime) return isAware(a) === isAware(b) && orderDateTimes(a, b) === 0;
  if (a instanceof TimeOfDay && b instanceof TimeOfDay) return isAware(a) === isAware(b) && orderTimes(a, b) === 0;
  if (a instanceof Timezone && b instanceof Timezone) return a.offset.total === b.offset.total;
  if (a instanceof DateOnly !== b instanceof DateOnly) return false;
  return orderMoments(a, b) === 0;
}

/** Equal moments have equal keys. */
export function momentKey(moment: Moment): Key {
  if (moment instanceof DateTime) return `\0d${moment.zone ? 'z' : ''}${instantOf(moment)}`;
  if (moment instanceof TimeDelta) return `\0e${moment.total}`;
  if (moment instanceof DateOnly) return `\0f${moment.ordinal}`;
  if (moment instanceof TimeOfDay) return `\0g${moment.zone ? 'z' : ''}${utcMicros(moment)}`;
  return `\0h${moment.offset.total}`;
}

function orderDateTimes(a: DateTime, b: DateTime): number {
  if (!a.zone && !b.zone) return a.ordinal - b.ordinal || a.micros - b.micros;
  if (!a.zone || !b.zone) throw typeError("can't compare offset-naive and offset-aware datetimes");
  return Number(instantOf(a) - instantOf(b));
}

/** Naive times are in UTC here, so that a text with a zone can stand beside them. */
function orderWithText(moment: DateTime, text: string): number | undefined {
  const other = readText(text);
  return other && Number(instantOf(moment) - instantOf(other));
}

/** Most texts are literals, compared with every event. */
const texts = new Map<string, DateTime | undefined>();
const MOST_TEXTS = 100;
const LONGEST = 100;

function readText(text: string): DateTime | undefined {
  if (text.length > LONGEST) return undefined;
  const known = texts.get(text);
  if (known || texts.has(text)) return known;
  let moment: DateTime | undefined;
  try {
    // A letter or a sign in the place of the T would be read as the separator.
    if (/^[\dW-]{7,10}(?:[T ]|$)/.test(text.trim())) moment = readDateTime(text.trim());
  } catch {
    moment = undefined;
  }
  if (texts.size >= MOST_TEXTS) texts.clear();
  texts.set(text, moment);
  return moment;
}

function orderTimes(a: TimeOfDay, b: TimeOfDay): number {
  if (isAware(a) !== isAware(b)) throw typeError("can't compare offset-naive and offset-aware times");
  return Number(utcMicros(a) - utcMicros(b));
}

function utcMicros({ micros, zone }: TimeOfDay): bigint {
  return BigInt(micros) - (zone?.offset.total ?? 0n);
}

function isAware({ zone }: DateTime | TimeOfDay): boolean {
  return zone !== undefined;
}

function negate(order: number | undefined): number | undefined {
  return order === undefined ? undefined : -order;
}

/** Does Python's datetime module say how these compare? */
export function involvesMoment(a: Value, b: Value): boolean {
  return isMoment(a) || isMoment(b);
}
