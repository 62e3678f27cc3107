import { valueError } from '../evaluation-error.ts';
import { quoteText } from '../values/quote-text.ts';
import { daysInMonth, firstIsoMonday, toOrdinal } from './calendar.ts';
import { makeClock, makeOrdinal, makeZoneAt } from './make.ts';
import { DateOnly, DateTime, MICROS_A_SECOND, TimeOfDay, type Timezone, toClockMicros, UTC } from './moments.ts';

const LONGEST = 64;
const DATE = /^(\d{4})(?:-(\d\d)-(\d\d)|(\d\d)(\d\d)|-?W(\d\d)(?:-?([1-7]))?)/;
const CLOCK = /^(\d\d)(?::(\d\d)(?::(\d\d)(?:[.,](\d+))?)?|(\d\d)(?:(\d\d)(?:[.,](\d+))?)?)?/;
const ZONE = /^([+-])(\d\d)(?::?(\d\d)(?::?(\d\d)(?:\.(\d+))?)?)?$/;

/** `datetime.fromisoformat`, with all the forms that Python 3.11 takes. Throws Python's ValueError. */
export function readDateTime(text: string): DateTime {
  const date = text.length <= LONGEST ? DATE.exec(text) : null;
  if (!date) throw invalid(text);
  const ordinal = ordinalOf(date);
  const rest = text.slice(date[0].length);
  if (rest === '') return new DateTime(ordinal, 0);
  // Any one character may stand between the date and the time.
  const [separator] = rest;
  const { micros, zone } = readClock(rest.slice(separator!.length), text);
  return new DateTime(ordinal, micros, zone);
}

export function readDate(text: string): DateOnly {
  const date = text.length <= LONGEST ? DATE.exec(text) : null;
  if (!date || date[0].length !== text.length) throw invalid(text);
  return new DateOnly(ordinalOf(date));
}

export function readTime(text: string): TimeOfDay {
  if (text.length > LONGEST) throw invalid(text);
  const { micros, zone } = readClock(text.replace(/^T/, ''), text);
  return new TimeOfDay(micros, zone);
}

/**
 * A timestamp in the store's normal form (`2025-09-19T05:26:56.006400Z`) as the naive datetime that the writer's
 * `utcnow()` was. Undefined for any other text. Every condition on time reads one for every event, so no text is cut.
 */
export function readNormalForm(text: string): DateTime | undefined {
  if (text.length !== 27 || text.charCodeAt(26) !== 90 || text.charCodeAt(10) !== 84) return undefined;
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45 || text.charCodeAt(19) !== 46) return undefined;
  if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return undefined;
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  const [hour, minute, second] = [digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19)];
  const micros = digits(text, 20, 26);
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) return undefined;
  if (!(hour <= 23 && minute <= 59 && second <= 59 && micros >= 0)) return undefined;
  return new DateTime(toOrdinal(year, month, day), toClockMicros(hour, minute, second, micros));
}

function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

function ordinalOf([, year, month, day, month2, day2, week, weekday]: RegExpExecArray): number {
  if (week === undefined) return makeOrdinal(Number(year), Number(month ?? month2), Number(day ?? day2));
  if (Number(week) < 1 || Number(week) > 53) throw valueError(`Invalid week: ${Number(week)}`);
  const ordinal = firstIsoMonday(Number(year)) + (Number(week) - 1) * 7 + Number(weekday ?? 1) - 1;
  if (Number(week) === 53 && firstIsoMonday(Number(year) + 1) <= ordinal) throw valueError('Invalid week: 53');
  return ordinal;
}

function readClock(text: string, whole: string): { micros: number; zone: Timezone | undefined } {
  const clock = CLOCK.exec(text);
  if (!clock) throw invalid(whole);
  const [all, hour, minute, second, fraction, minute2, second2, fraction2] = clock;
  const zone = readZone(text.slice(all.length).replace(/^ +(?=[+-])/, ''), whole);
  const parts = [hour, minute ?? minute2, second ?? second2].map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
  ];
  return { micros: makeClock(...parts, toMicros(fraction ?? fraction2)), zone };
}

function readZone(text: string, whole: string): Timezone | undefined {
  if (text === '') return undefined;
  if (text === 'Z') return UTC;
  const zone = ZONE.exec(text);
  if (!zone) throw invalid(whole);
  const [, sign, hours, minutes, seconds, fraction] = zone;
  const clock = (Number(hours) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds ?? 0);
  const micros = clock * MICROS_A_SECOND + toMicros(fraction);
  return makeZoneAt(sign as '+' | '-', micros);
}

/** Digits beyond the sixth are cut. */
function toMicros(fraction: string | undefined): number {
  return Number((fraction ?? '').slice(0, 6).padEnd(6, '0'));
}

function invalid(text: string): Error {
  return valueError(`Invalid isoformat string: ${quoteText(text.slice(0, 200))}`);
}
