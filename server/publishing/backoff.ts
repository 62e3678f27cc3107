/** How long to wait before trying again. All in milliseconds. */
export interface Backoff {
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
}

/**
 * The wait before retry n, n from 0: twice as long each time up to the bound, and by chance between half of that and all
 * of it, so that many services do not come back to a store at the same moment.
 */
export function backoffMs(retry: number, { firstDelayMs, maxDelayMs }: Backoff, random = Math.random()): number {
  const whole = Math.min(maxDelayMs, firstDelayMs * 2 ** Math.min(retry, 30));
  return whole / 2 + (whole / 2) * random;
}
