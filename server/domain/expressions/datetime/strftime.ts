import { allowText } from '../limits.ts';
import { dayOfYear, isoWeekOf, toOrdinal, weekdayOf } from './calendar.ts';
import { EPOCH } from './epoch.ts';
import { clockOf, DateOnly, type DateTime, MICROS_A_SECOND, TimeOfDay } from './moments.ts';
import { offsetText, pad, zoneName } from './write-moment.ts';

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** What a date lacks of a time, and a time of a date: as Python fills it in. */
const NEW_YEAR_1900 = toOrdinal(1900, 1, 1);

/** `strftime` in the C locale. A directive that does not exist stays as it stands. */
export function formatTime(moment: DateTime | DateOnly | TimeOfDay, format: string): string {
  const ordinal = moment instanceof TimeOfDay ? NEW_YEAR_1900 : moment.ordinal;
  const micros = moment instanceof DateOnly ? 0 : moment.micros;
  const zone = moment instanceof DateOnly ? undefined : moment.zone;
  const { year, month, day } = (moment instanceof TimeOfDay ? new DateOnly(ordinal) : moment).date;
  const { hour, minute, second, microsecond } = clockOf(micros);
  const weekday = weekdayOf(ordinal);
  const yearDay = dayOfYear(year, month, day);
  const [isoYear, isoWeek] = isoWeekOf(ordinal);
  const hour12 = hour % 12 || 12;
  const monthName = MONTHS[month - 1]!;
  const dayName = WEEKDAYS[weekday]!;
  const clock = `${pad(hour)}:${pad(minute)}:${pad(second)}`;
  const date = `${pad(month)}/${pad(day)}/${pad(year % 100)}`;
  const half = hour < 12 ? 'AM' : 'PM';
  const directives: Readonly<Record<string, () => string>> = {
    a: () => dayName.slice(0, 3),
    A: () => dayName,
    b: () => monthName.slice(0, 3),
    B: () => monthName,
    c: () => `${dayName.slice(0, 3)} ${monthName.slice(0, 3)} ${blank(day)} ${clock} ${year}`,
    C: () => pad(Math.floor(year / 100)),
    d: () => pad(day),
    D: () => date,
    e: () => blank(day),
    f: () => pad(microsecond, 6),
    F: () => `${year}-${pad(month)}-${pad(day)}`,
    g: () => pad(isoYear % 100),
    G: () => String(isoYear),
    h: () => monthName.slice(0, 3),
    H: () => pad(hour),
    I: () => pad(hour12),
    j: () => pad(yearDay, 3),
    k: () => blank(hour),
    l: () => blank(hour12),
    m: () => pad(month),
    M: () => pad(minute),
    n: () => '\n',
    p: () => half,
    P: () => half.toLowerCase(),
    r: () => `${pad(hour12)}:${pad(minute)}:${pad(second)} ${half}`,
    R: () => clock.slice(0, 5),
    s: () => String((ordinal - EPOCH) * 86_400 + Math.floor(micros / MICROS_A_SECOND)),
    S: () => pad(second),
    t: () => '\t',
    T: () => clock,
    u: () => String(weekday + 1),
    U: () => pad(Math.floor((yearDay + 6 - ((weekday + 1) % 7)) / 7)),
    V: () => pad(isoWeek),
    w: () => String((weekday + 1) % 7),
    W: () => pad(Math.floor((yearDay + 6 - weekday) / 7)),
    x: () => date,
    X: () => clock,
    y: () => pad(year % 100),
    Y: () => String(year),
    z: () => (zone ? offsetText(zone.offset, '') : ''),
    Z: () => (zone ? zoneName(zone) : ''),
    '%': () => '%',
  };
  allowText(format.length);
  const text = format.replace(/%([A-Za-z%])/g, (all, name: string) => {
    const part = directives[name]?.() ?? all;
    allowText(part.length);
    return part;
  });
  allowText(text.length);
  return text;
}

function blank(value: number): string {
  return String(value).padStart(2);
}
