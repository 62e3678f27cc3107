/** The proleptic Gregorian calendar, as Python's `datetime` has it: day 1 is the first of January of the year 1. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export const MIN_YEAR = 1;
export const MAX_YEAR = 9999;
export const MAX_ORDINAL = 3_652_059;

const BEFORE_MONTH = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const DAYS_IN_400_YEARS = 146_097;
const DAYS_IN_100_YEARS = 36_524;
const DAYS_IN_4_YEARS = 1_461;

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The day's number. */
export function toOrdinal(year: number, month: number, day: number): number {
  const before = year - 1;
  const years = before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  return years + dayOfYear(year, month, day);
}

/** From 1. */
export function dayOfYear(year: number, month: number, day: number): number {
  return BEFORE_MONTH[month]! + (month > 2 && isLeapYear(year) ? 1 : 0) + day;
}

/** The date of a day's number: first the 400 years that it lies in, then the century, the 4 years, the year. */
export function fromOrdinal(ordinal: number): CalendarDate {
  let rest = ordinal - 1;
  const cycles = Math.floor(rest / DAYS_IN_400_YEARS);
  rest -= cycles * DAYS_IN_400_YEARS;
  const centuries = Math.min(3, Math.floor(rest / DAYS_IN_100_YEARS));
  rest -= centuries * DAYS_IN_100_YEARS;
  const fours = Math.floor(rest / DAYS_IN_4_YEARS);
  rest -= fours * DAYS_IN_4_YEARS;
  const years = Math.min(3, Math.floor(rest / 365));
  rest -= years * 365;
  const year = cycles * 400 + centuries * 100 + fours * 4 + years + 1;
  let month = 1;
  while (rest >= daysInMonth(year, month)) rest -= daysInMonth(year, month++);
  return { year, month, day: rest + 1 };
}

/** Monday is 0. */
export function weekdayOf(ordinal: number): number {
  return (ordinal + 6) % 7;
}

/** The ISO 8601 year, week and weekday (Monday is 1). */
export function isoWeekOf(ordinal: number): [year: number, week: number, weekday: number] {
  const weekday = weekdayOf(ordinal);
  // A week belongs to the year of its Thursday.
  const { year } = fromOrdinal(Math.min(MAX_ORDINAL, Math.max(1, ordinal - weekday + 3)));
  const first = firstIsoMonday(year);
  if (ordinal < first) return [year - 1, 1 + Math.floor((ordinal - firstIsoMonday(year - 1)) / 7), weekday + 1];
  return [year, 1 + Math.floor((ordinal - first) / 7), weekday + 1];
}

/** The Monday of week 1. */
export function firstIsoMonday(year: number): number {
  const first = toOrdinal(year, 1, 1);
  const weekday = weekdayOf(first);
  return first - weekday + (weekday > 3 ? 7 : 0);
}
