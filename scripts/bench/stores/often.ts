import { median, time } from '../measure.ts';

const GOES = 15;

/** The median of some goes. */
export async function often(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let go = 0; go < GOES; go++) times.push(await time(work));
  return median(times);
}
