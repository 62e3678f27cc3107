import { isNormalTimestamp, toMicros } from './timestamp.ts';

/** In microseconds. */
const UNITS: readonly [number, string][] = [
  [86_400_000_000, 'd'],
  [3_600_000_000, 'h'],
  [60_000_000, 'min'],
  [1_000_000, 's'],
  [1_000, 'ms'],
];

/** How long after one time another is: `+1.2 s`, `−3 min`. Undefined when one of them is no time. */
export function timeBetween(earlier: string, later: string): string | undefined {
  if (!isNormalTimestamp(earlier) || !isNormalTimestamp(later)) return undefined;
  const micros = Number(toMicros(later) - toMicros(earlier));
  const size = Math.abs(micros);
  const [unit, name] = UNITS.find(([least]) => size >= least) ?? [1, 'µs'];
  const amount = size / unit;
  return `${micros < 0 ? '−' : '+'}${amount < 10 ? Number(amount.toFixed(1)) : Math.floor(amount)} ${name}`;
}
