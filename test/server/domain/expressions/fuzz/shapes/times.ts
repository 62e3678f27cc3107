import { call, few, infix, join, type Text, type Tie, words } from './shape.ts';
import { fieldOf } from './texts.ts';

export const TIMES =
  'timestamp timedelta(1) timedelta(hours=-3) datetime(2025,9,19) date(2025,9,1) timezone.utc timedelta(microseconds=1)';

/** Moments and spans; their own cases are in `datetime-cases.ts`. */
export function times(tie: Tie): Text[] {
  const [time, number] = [tie('time'), tie('float')];
  return [
    infix(time, '+ -', time),
    infix(time, '* / //', number),
    infix(time, '/ // %', time),
    infix(time, '< == >=', time),
    join(['(', time, ').', words('days year hour seconds tzinfo')]),
    join(['(', time, ').', words('isoformat() total_seconds() date() weekday() utcoffset() timestamp()')]),
    call('timedelta', number, few),
    call('date', words('2024 2025 0'), few, words('1 28 29 31')),
    join(["f'{", fieldOf(time), ":%Y-%m-%d %H:%M}'"]),
  ];
}
