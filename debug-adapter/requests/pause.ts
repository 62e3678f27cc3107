import type { Handler } from '../handler.ts';

/** Pause: the run that is on its way stops where it is. */
export const pause: Handler = {
  answer: () => undefined,
  afterwards: ({ launched: { movement } }) => movement.pause(),
};
