/**
 * Milliseconds on a clock that only goes on, to tell how long something took. `performance.now()` says the same, but Node
 * loads what is behind it with the first call: two milliseconds of the start of every process.
 */
export function clock(): number {
  return process.uptime() * 1_000;
}
