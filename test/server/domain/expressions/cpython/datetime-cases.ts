/** Times and spans of time: `timestamp` is 2025-09-19 05:26:56.006400, naive. */
export const DATETIME_CASES = `
timestamp
str(timestamp)
repr(timestamp)
f'{timestamp}'
f'{timestamp!r}'
f'{timestamp:%d.%m.%Y %H:%M}'
f'{timestamp:>40}'
'%s' % timestamp
timestamp.year, timestamp.month, timestamp.day, timestamp.hour, timestamp.minute, timestamp.second, timestamp.microsecond
timestamp.tzinfo
event['timestamp'] == timestamp
timestamp.isoformat()
timestamp.isoformat(' ')
timestamp.isoformat(sep=' ', timespec='minutes')
timestamp.isoformat(timespec='milliseconds')
timestamp.isoformat(timespec='nanoseconds')
timestamp.isoformat('')
timestamp.isoformat(1)
1 in timestamp
datetime.strptime('01 PM', '%H %p')
datetime.strptime('01 PM', '%I %p')
datetime.strptime('12 AM', '%I %p')
datetime.fromisoformat('2025-09-19 05:26:56 +02:00')
timestamp.isoformat('T', 'hours')
timestamp.date()
timestamp.time()
timestamp.date().isoformat()
timestamp.weekday(), timestamp.isoweekday(), timestamp.toordinal()
tuple(timestamp.isocalendar())
timestamp.ctime()
timestamp.utcoffset()
timestamp.tzname()
timestamp.replace(hour=0, minute=0, second=0, microsecond=0)
timestamp.replace(month=2, day=30)
timestamp.replace(2024, 2, 29)
timestamp.strftime('%Y-%m-%dT%H:%M:%S.%f')
timestamp.strftime('%a %A %b %B %c %d %D %e %F %g %G %h %H %I %j %k %l %m %M %p %P %r %R %S %T %u %U %V %w %W %x %X %y %Y %z %Z %% %C')
timestamp.strftime('%Q %E')
timestamp.strftime('')
timestamp.strftime(1)
timestamp > datetime(2025, 1, 1)
timestamp > datetime(2025, 9, 19, 5, 26, 56, 6399)
timestamp > datetime(2025, 9, 19, 5, 26, 56, 6400)
timestamp >= datetime(2025, 9, 19, 5, 26, 56, 6400)
timestamp == datetime(2025, 9, 19, 5, 26, 56, 6400)
timestamp != datetime(2025, 9, 19)
datetime(2025, 1, 1) <= timestamp < datetime(2026, 1, 1)
timestamp < 5
timestamp == 5
timestamp != None
timestamp in [datetime(2025, 9, 19, 5, 26, 56, 6400)]
timestamp < timestamp.date()
timestamp == timestamp.date()
timestamp.date() == date(2025, 9, 19)
timestamp.date() < date(2025, 9, 20)
timestamp.time() < time(6)
timestamp.hour in range(5, 8)
timestamp - datetime(2025, 9, 19)
timestamp - datetime(2026, 9, 19)
timestamp - timedelta(hours=1)
timestamp + timedelta(days=1, seconds=3)
timedelta(days=1) + timestamp
timestamp - timedelta(days=1000000)
timestamp + timedelta(days=999999999)
timestamp + 1
1 + timestamp
timestamp + timestamp
timestamp - 1
timestamp * 2
timestamp - timestamp
(timestamp - datetime(2025, 9, 1)).days
(timestamp - datetime(2025, 9, 1)).total_seconds()
(timestamp - datetime(2025, 9, 1)).seconds
(timestamp - datetime(2025, 9, 1)) > timedelta(days=18)
max(timestamp, datetime(2020, 1, 1))
min([datetime(2021, 1, 1), datetime(2020, 1, 1)])
sorted([datetime(2021, 1, 1), datetime(2020, 1, 1), datetime(2020, 1, 1, 0, 0, 1)])
{datetime(2021, 1, 1): 1}[datetime(2021, 1, 1, 0, 0)]
len({datetime(2021, 1, 1), datetime(2021, 1, 1), datetime(2021, 1, 2)})
isinstance(timestamp, datetime)
isinstance(timestamp, date)
isinstance(timestamp.date(), datetime)
isinstance(timestamp, str)
isinstance(timedelta(1), (int, timedelta))
type(timestamp) == datetime
type(timestamp)
type(timedelta(1))
bool(timestamp)
bool(timedelta(0))
bool(timedelta(0, 0, 1))
not timedelta(0)
len(timestamp)
timestamp[0]
timestamp.foo
timestamp.year()
timestamp()
datetime(2025, 1)
datetime(2025)
datetime()
datetime(2025, 13, 1)
datetime(2025, 0, 1)
datetime(2025, 2, 29)
datetime(2024, 2, 29)
datetime(0, 1, 1)
datetime(10000, 1, 1)
datetime(2025, 1, 1, 24)
datetime(2025, 1, 1, 0, 60)
datetime(2025, 1, 1, 0, 0, 60)
datetime(2025, 1, 1, 0, 0, 0, 1000000)
datetime('2025', 1, 1)
datetime(2025.0, 1, 1)
datetime(2025, 1, 1, hour=5, second=1)
datetime(year=2025, month=1, day=1)
datetime(2025, 1, 1, tzinfo=timezone.utc)
datetime(2025, 1, 1, tzinfo=timezone(timedelta(hours=2)))
datetime(2025, 1, 1, tzinfo=5)
datetime(2025, 1, 1, tzinfo=timezone.utc) == datetime(2025, 1, 1, 2, tzinfo=timezone(timedelta(hours=2)))
datetime(2025, 1, 1, tzinfo=timezone.utc) == datetime(2025, 1, 1)
datetime(2025, 1, 1, tzinfo=timezone.utc) < datetime(2025, 1, 1)
datetime(2025, 1, 1, tzinfo=timezone.utc) - datetime(2025, 1, 1)
datetime(2025, 1, 1, tzinfo=timezone.utc) - datetime(2025, 1, 1, tzinfo=timezone(timedelta(hours=-5)))
str(datetime(2025, 1, 1, tzinfo=timezone(timedelta(hours=-5, minutes=-30))))
datetime(2025, 1, 1, 12, tzinfo=timezone.utc).astimezone(timezone(timedelta(hours=13)))
datetime(2025, 1, 1, 12, tzinfo=timezone.utc).isoformat()
datetime(2025, 1, 1, 12, tzinfo=timezone.utc).strftime('%z %Z')
datetime(2025, 1, 1, 12, tzinfo=timezone(timedelta(hours=2), 'CEST')).strftime('%z %Z')
datetime(2025, 1, 1, 12, tzinfo=timezone.utc).timestamp()
datetime(2025, 1, 1, 12, 0, 0, 123456, tzinfo=timezone.utc).timestamp()
datetime(2025, 1, 1, tzinfo=timezone(timedelta(hours=24)))
timezone.utc
timezone(timedelta(hours=2))
str(timezone(timedelta(hours=2)))
str(timezone.utc)
timezone(timedelta(hours=2), 'X')
timezone(2)
datetime.fromisoformat('2025-09-19')
datetime.fromisoformat('2025-09-19T05:26:56')
datetime.fromisoformat('2025-09-19 05:26:56.006400')
datetime.fromisoformat('2025-09-19 05:26:56.0064')
datetime.fromisoformat('2025-09-19T05:26:56Z')
datetime.fromisoformat('2025-09-19T05:26:56+02:00')
datetime.fromisoformat('2025-09-19T05:26:56-0530')
datetime.fromisoformat('20250919T052656')
datetime.fromisoformat('2025-W38-5')
datetime.fromisoformat('2025W385T05')
datetime.fromisoformat('2025-09-19T05')
datetime.fromisoformat('2025-09-19T05:26')
datetime.fromisoformat('nonsense')
datetime.fromisoformat('2025-13-01')
datetime.fromisoformat('2025-02-30')
datetime.fromisoformat('2025-09-19T25:00')
datetime.fromisoformat(5)
date.fromisoformat('2025-09-19')
time.fromisoformat('05:26:56')
datetime.strptime('2025-09-19 05:26', '%Y-%m-%d %H:%M')
datetime.strptime('19/Sep/2025:05:26:56 +0200', '%d/%b/%Y:%H:%M:%S %z')
datetime.strptime('Fri September 9 05 PM 25', '%a %B %d %I %p %y')
datetime.strptime('2025-262', '%Y-%j')
datetime.strptime('1.5', '%S.%f')
datetime.strptime('2025', '%Y-%m')
datetime.strptime('2025-01-01', '%Y')
datetime.strptime('x', '%Q')
datetime.strptime('x', '%')
datetime.strptime(1, '%Y')
datetime.utcfromtimestamp(0)
datetime.utcfromtimestamp(1758259616.0064)
datetime.fromtimestamp(1e12, timezone.utc)
datetime.fromtimestamp(0, timezone.utc)
datetime.combine(date(2025, 1, 2), time(3, 4))
datetime.combine(timestamp, time(3, 4))
datetime.combine(1, time(3, 4))
datetime.min, datetime.max
datetime.fromordinal(1)
date.fromordinal(0)
date.fromordinal(3652060)
datetime.fromordinal(0)
datetime.foo
timedelta()
timedelta(1)
timedelta(days=1, hours=25, minutes=61)
timedelta(weeks=2, milliseconds=1500)
timedelta(hours=1.5)
timedelta(seconds=0.1)
timedelta(microseconds=0.5), timedelta(microseconds=1.5), timedelta(microseconds=2.5)
timedelta(days=-1, seconds=1)
timedelta(seconds=-1)
str(timedelta(seconds=-1))
str(timedelta(days=2, seconds=5, microseconds=7))
str(timedelta(days=-1))
str(timedelta(hours=1))
timedelta('1')
timedelta(days='1')
timedelta(hours=None)
timedelta(days=1000000000)
timedelta(days=float('nan'))
timedelta(days=float('inf'))
timedelta(hours=1) * 2
2 * timedelta(hours=1)
timedelta(hours=1) * 1.5
timedelta(microseconds=1) * 0.5
timedelta(microseconds=3) * 0.5
timedelta(hours=1) / 2
timedelta(hours=1) / timedelta(minutes=7)
timedelta(hours=1) / 0.3
timedelta(microseconds=3) / 2
timedelta(microseconds=-3) / 2
timedelta(hours=1) // 7
timedelta(hours=1) // timedelta(minutes=7)
timedelta(hours=1) % timedelta(minutes=7)
timedelta(hours=-1) % timedelta(minutes=7)
timedelta(hours=1) / 0
timedelta(hours=1) / 0.0
timedelta(hours=1) // timedelta(0)
timedelta(hours=1) % 7
7 / timedelta(hours=1)
-timedelta(hours=1)
+timedelta(hours=1)
abs(timedelta(hours=-1))
timedelta(hours=1) + timedelta(hours=2) - timedelta(minutes=5)
timedelta(hours=1) == timedelta(minutes=60)
timedelta(hours=1) < timedelta(minutes=61)
timedelta(hours=1) < 3600
timedelta(hours=1) == 3600
sum([timedelta(hours=1), timedelta(hours=2)], timedelta())
timedelta(1).total_seconds()
timedelta(1, 2, 3).days, timedelta(1, 2, 3).seconds, timedelta(1, 2, 3).microseconds
f'{timedelta(1)}'
f'{timedelta(1):>30}'
timedelta(1).hours
date(2025, 9, 19)
date(2025, 9, 19) - date(2025, 1, 1)
date(2025, 9, 19) + timedelta(days=1, hours=23)
date(2025, 9, 19) - timedelta(days=1)
date(2025, 9, 19) + 1
str(date(2025, 9, 19))
f'{date(2025, 9, 19):%j}'
date(2025, 9, 19).replace(day=1)
date(2025, 9, 19).weekday()
date(2025, 9, 19).hour
date(2025, 12, 29).isocalendar()[:3]
date(2021, 1, 3).isocalendar()[:3]
date(1, 1, 1).isocalendar()[:3]
date(9999, 12, 31).strftime('%U %W %V %G %j')
time(5, 6)
time(5, 6, 7, 8)
str(time(5, 6, 7, 8))
time(5, 6).isoformat('seconds')
time(25)
time(5).strftime('%H:%M')
time(5, 6).replace(hour=1)
[d.year for d in [datetime(2021, 1, 1), date(2020, 1, 1)]]
`;
