import { entry, type Table } from './signature-text.ts';

const DATE: Table = {
  ctime: entry('', 'str', 'As C writes it: Fri Sep 19 05:26:56 2025.'),
  isocalendar: entry('', 'tuple', 'ISO year, week and weekday.'),
  isoweekday: entry('', 'int', 'Monday is 1.'),
  strftime: entry('format', 'str', "In the way of a format: '%Y-%m-%d %H:%M'."),
  toordinal: entry('', 'int', "The day's number, from the first of January of the year 1."),
  weekday: entry('', 'int', 'Monday is 0.'),
};

const ZONED: Table = {
  dst: entry('', undefined, 'None: there is no daylight saving here.'),
  tzname: entry('', 'str', "The zone's name, or None."),
  utcoffset: entry('', 'datetime.timedelta', 'The offset from UTC, or None.'),
};

/** The methods of times and spans of time. */
export const TIME_SIGNATURES: Readonly<Record<string, Table>> = {
  'datetime.datetime': {
    ...DATE,
    ...ZONED,
    astimezone: entry('tz=timezone.utc', 'datetime.datetime', 'The same moment in another zone.'),
    date: entry('', 'datetime.date', 'The day.'),
    isoformat: entry("sep='T', timespec='auto'", 'str', 'As ISO 8601.'),
    replace: entry(
      'year=…, month=…, day=…, hour=…, minute=…, second=…, microsecond=…',
      'datetime.datetime',
      'With other fields.',
    ),
    time: entry('', 'datetime.time', 'The time of day.'),
    timestamp: entry('', 'float', 'Seconds since 1970.'),
    timetz: entry('', 'datetime.time', 'The time of day with its zone.'),
  },
  'datetime.date': {
    ...DATE,
    isoformat: entry('', 'str', 'As ISO 8601.'),
    replace: entry('year=…, month=…, day=…', 'datetime.date', 'With other fields.'),
  },
  'datetime.time': {
    ...ZONED,
    isoformat: entry("timespec='auto'", 'str', 'As ISO 8601.'),
    replace: entry('hour=…, minute=…, second=…, microsecond=…', 'datetime.time', 'With other fields.'),
    strftime: entry('format', 'str', "In the way of a format: '%H:%M'."),
  },
  'datetime.timedelta': { total_seconds: entry('', 'float', 'All of it in seconds.') },
  'datetime.timezone': {
    tzname: entry('moment', 'str', "The zone's name."),
    utcoffset: entry('moment', 'datetime.timedelta', 'The offset from UTC.'),
  },
};

/** What is called on a type itself. */
export const STATIC_SIGNATURES: Readonly<Record<string, Table>> = {
  datetime: {
    combine: entry('date, time, tzinfo=None', 'datetime.datetime', 'A day and a time of day together.'),
    fromisoformat: entry('text', 'datetime.datetime', 'Reads ISO 8601.'),
    fromordinal: entry('ordinal', 'datetime.datetime', 'The day with this number.'),
    fromtimestamp: entry('seconds, tz=None', 'datetime.datetime', 'From seconds since 1970.'),
    now: entry('tz=None', 'datetime.datetime', 'Now, in UTC.'),
    strptime: entry('text, format', 'datetime.datetime', "Reads a text by a format: '%Y-%m-%d'."),
    today: entry('', 'datetime.datetime', 'Now, in UTC.'),
    utcfromtimestamp: entry('seconds', 'datetime.datetime', 'From seconds since 1970.'),
    utcnow: entry('', 'datetime.datetime', 'Now, in UTC.'),
  },
  date: {
    fromisoformat: entry('text', 'datetime.date', 'Reads ISO 8601.'),
    fromordinal: entry('ordinal', 'datetime.date', 'The day with this number.'),
    fromtimestamp: entry('seconds', 'datetime.date', 'From seconds since 1970.'),
    today: entry('', 'datetime.date', 'Today, in UTC.'),
  },
  time: { fromisoformat: entry('text', 'datetime.time', 'Reads ISO 8601.') },
};
