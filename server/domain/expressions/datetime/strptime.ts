import { valueError } from '../evaluation-error.ts';
import { spendOnCharacters } from '../limits.ts';
import { quoteText } from '../values/quote-text.ts';
import { fromOrdinal, toOrdinal } from './calendar.ts';
import { makeClock, makeOrdinal, makeZoneAt } from './make.ts';
import { DateTime, MICROS_A_SECOND, type Timezone, UTC } from './moments.ts';
import { MONTHS, WEEKDAYS } from './strftime.ts';

interface Found {
  year: number;
  month: number;
  day: number;
  yearDay: number | undefined;
  hour: number;
  isAfternoon: boolean | undefined;
  /** Whether the hour counts to 12: only then does the half of the day say something. */
  isHour12: boolean;
  minute: number;
  second: number;
  microsecond: number;
  zone: Timezone | undefined;
}

/** What stands for a directive, and what to do with it. A directive takes as much as it can, and never gives back. */
const DIRECTIVES: Readonly<Record<string, readonly [RegExp, (found: Found, text: string) => void]>> = {
  Y: [/\d{4}/y, set('year')],
  y: [/\d\d/y, shortYear],
  m: [/1[0-2]|0[1-9]|[1-9]/y, set('month')],
  d: [/3[01]|[12]\d|0[1-9]|[1-9]| [1-9]/y, set('day')],
  j: [/36[0-6]|3[0-5]\d|[12]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]/y, set('yearDay')],
  H: [/2[0-3]|[01]\d|\d/y, set('hour')],
  I: [/1[0-2]|0[1-9]|[1-9]/y, hour12],
  M: [/[0-5]\d|\d/y, set('minute')],
  S: [/6[01]|[0-5]\d|\d/y, set('second')],
  f: [/\d{1,6}/y, fraction],
  p: [/am|pm/iy, half],
  b: [names(MONTHS.map((name) => name.slice(0, 3))), monthNamed],
  B: [names(MONTHS), monthNamed],
  a: [names(WEEKDAYS.map((name) => name.slice(0, 3))), () => {}],
  A: [names(WEEKDAYS), () => {}],
  z: [/[+-]\d\d:?[0-5]\d(?::?[0-5]\d)?|Z/y, zone],
  Z: [/utc|gmt/iy, () => {}],
  '%': [/%/y, () => {}],
};

/** `datetime.strptime`. Throws Python's ValueErrors. */
export function parseTime(text: string, format: string): DateTime {
  spendOnCharacters(text.length + format.length);
  const found: Found = {
    year: 1900,
    month: 1,
    day: 1,
    yearDay: undefined,
    hour: 0,
    isAfternoon: undefined,
    isHour12: false,
    minute: 0,
    second: 0,
    microsecond: 0,
    zone: undefined,
  };
  const end = match(text, format, found);
  if (end < 0) throw valueError(`time data ${quoteText(text)} does not match format ${quoteText(format)}`);
  if (end < text.length) throw valueError(`unconverted data remains: ${text.slice(end)}`);
  const { year, yearDay, isAfternoon, isHour12, hour, minute, second, microsecond, zone } = found;
  const { month, day } = yearDay === undefined ? found : fromOrdinal(toOrdinal(year, 1, 1) + yearDay - 1);
  const hour24 = isHour12 && isAfternoon ? hour + 12 : hour;
  return new DateTime(makeOrdinal(year, month, day), makeClock(hour24, minute, second, microsecond), zone);
}

/** Where in the text the format ends; -1 when they do not match. */
function match(text: string, format: string, found: Found): number {
  let at = 0;
  for (const [part] of format.matchAll(/%.|%$|\s+|[^%\s]+/gsu)) {
    if (part.startsWith('%')) {
      const directive = DIRECTIVES[part.slice(1)];
      if (!directive) throw badDirective(part, format);
      const [pattern, take] = directive;
      pattern.lastIndex = at;
      const [taken] = pattern.exec(text) ?? [];
      if (taken === undefined) return -1;
      take(found, taken);
      at += taken.length;
    } else if (part.trim() === '') {
      const space = /\s+/y;
      space.lastIndex = at;
      const [taken] = space.exec(text) ?? [];
      if (taken === undefined) return -1;
      at += taken.length;
    } else {
      if (text.slice(at, at + part.length).toLowerCase() !== part.toLowerCase()) return -1;
      at += part.length;
    }
  }
  return at;
}

function badDirective(part: string, format: string): Error {
  if (part === '%') return valueError(`stray % in format ${quoteText(format)}`);
  return valueError(`${quoteText(part.slice(1))} is a bad directive in format ${quoteText(format)}`);
}

function set(field: 'year' | 'month' | 'day' | 'yearDay' | 'hour' | 'minute' | 'second') {
  return (found: Found, text: string): void => {
    found[field] = Number(text);
  };
}

function hour12(found: Found, text: string): void {
  found.hour = Number(text) % 12;
  found.isHour12 = true;
}

function shortYear(found: Found, text: string): void {
  found.year = Number(text) + (Number(text) < 69 ? 2000 : 1900);
}

function fraction(found: Found, text: string): void {
  found.microsecond = Number(text.padEnd(6, '0'));
}

function half(found: Found, text: string): void {
  found.isAfternoon = text.toLowerCase() === 'pm';
}

function zone(found: Found, text: string): void {
  found.zone = zoneOf(text);
}

function names(all: readonly string[]): RegExp {
  return new RegExp(all.join('|'), 'iy');
}

function monthNamed(found: Found, text: string): void {
  found.month = 1 + MONTHS.findIndex((name) => name.slice(0, 3).toLowerCase() === text.slice(0, 3).toLowerCase());
}

function zoneOf(text: string): Timezone {
  if (text === 'Z') return UTC;
  const digits = text.slice(1).replaceAll(':', '').padEnd(6, '0');
  const [hours, minutes, seconds] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6)].map(Number);
  const micros = ((hours! * 60 + minutes!) * 60 + seconds!) * MICROS_A_SECOND;
  return makeZoneAt(text.startsWith('-') ? '-' : '+', micros);
}
