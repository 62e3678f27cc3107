import {
  clockOf,
  DateOnly,
  DateTime,
  MICROS_A_SECOND,
  type Moment,
  TimeDelta,
  TimeOfDay,
  type Timezone,
} from './moments.ts';

export type TimeSpec = 'auto' | 'hours' | 'minutes' | 'seconds' | 'milliseconds' | 'microseconds';

/** Python's `str` of anything of the module. */
export function momentText(moment: Moment): string {
  if (moment instanceof DateTime) return isoText(moment, ' ');
  if (moment instanceof DateOnly) return dateText(moment);
  if (moment instanceof TimeOfDay) return timeText(moment);
  return moment instanceof TimeDelta ? deltaText(moment) : zoneName(moment);
}

export function isoText(moment: DateTime, separator: string, spec: TimeSpec = 'auto'): string {
  return `${dateText(moment)}${separator}${timeText(moment, spec)}`;
}

export function dateText({ date }: DateOnly | DateTime): string {
  return `${pad(date.year, 4)}-${pad(date.month)}-${pad(date.day)}`;
}

export function timeText({ micros, zone }: DateTime | TimeOfDay, spec: TimeSpec = 'auto'): string {
  const { hour, minute, second, microsecond } = clockOf(micros);
  const upToSeconds = `${pad(hour)}:${pad(minute)}:${pad(second)}`;
  const offset = zone ? offsetText(zone.offset, ':') : '';
  switch (spec) {
    case 'hours':
      return pad(hour) + offset;
    case 'minutes':
      return upToSeconds.slice(0, 5) + offset;
    case 'seconds':
      return upToSeconds + offset;
    case 'milliseconds':
      return `${upToSeconds}.${pad(Math.floor(microsecond / 1000), 3)}${offset}`;
    case 'microseconds':
      return `${upToSeconds}.${pad(microsecond, 6)}${offset}`;
    default:
      return `${upToSeconds}${microsecond === 0 ? '' : `.${pad(microsecond, 6)}`}${offset}`;
  }
}

/** `+02:00`, or without the colon `+0200`. */
export function offsetText({ days, micros }: TimeDelta, colon: string): string {
  const isNegative = days < 0;
  const { hour, minute, second, microsecond } = clockOf(isNegative ? 86_400 * MICROS_A_SECOND - micros : micros);
  const seconds = second > 0 || microsecond > 0 ? `${colon}${pad(second)}` : '';
  const fraction = microsecond > 0 ? `.${pad(microsecond, 6)}` : '';
  return `${isNegative ? '-' : '+'}${pad(hour)}${colon}${pad(minute)}${seconds}${fraction}`;
}

export function zoneName({ offset, name }: Timezone): string {
  if (name !== undefined) return name;
  return offset.days === 0 && offset.micros === 0 ? 'UTC' : `UTC${offsetText(offset, ':')}`;
}

/** `-1 day, 23:59:59`. */
function deltaText({ days, micros }: TimeDelta): string {
  const { hour, minute, second, microsecond } = clockOf(micros);
  const prefix = days === 0 ? '' : `${days} day${Math.abs(days) === 1 ? '' : 's'}, `;
  const fraction = microsecond === 0 ? '' : `.${pad(microsecond, 6)}`;
  return `${prefix}${hour}:${pad(minute)}:${pad(second)}${fraction}`;
}

/** Python's `repr`. */
export function momentRepr(moment: Moment): string {
  if (moment instanceof TimeDelta) return deltaRepr(moment);
  if (moment instanceof DateOnly) {
    const { year, month, day } = moment.date;
    return `datetime.date(${year}, ${month}, ${day})`;
  }
  if (moment instanceof TimeOfDay) return `datetime.time(${clockParts(moment)}${zonePart(moment.zone)})`;
  if (moment instanceof DateTime) {
    const { year, month, day } = moment.date;
    return `datetime.datetime(${year}, ${month}, ${day}, ${clockParts(moment)}${zonePart(moment.zone)})`;
  }
  if (moment.name === undefined && moment.offset.total === 0n) return 'datetime.timezone.utc';
  const name = moment.name === undefined ? '' : `, '${moment.name}'`;
  return `datetime.timezone(${deltaRepr(moment.offset)}${name})`;
}

function deltaRepr({ days, micros }: TimeDelta): string {
  const parts = Object.entries({
    days,
    seconds: Math.floor(micros / MICROS_A_SECOND),
    microseconds: micros % MICROS_A_SECOND,
  }).filter(([, amount]) => amount !== 0);
  return `datetime.timedelta(${parts.map(([name, amount]) => `${name}=${amount}`).join(', ') || '0'})`;
}

function clockParts({ micros }: DateTime | TimeOfDay): string {
  const { hour, minute, second, microsecond } = clockOf(micros);
  if (microsecond !== 0) return `${hour}, ${minute}, ${second}, ${microsecond}`;
  return second === 0 ? `${hour}, ${minute}` : `${hour}, ${minute}, ${second}`;
}

function zonePart(zone: Timezone | undefined): string {
  return zone ? `, tzinfo=${momentRepr(zone)}` : '';
}

export function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}
