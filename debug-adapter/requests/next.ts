import type { Handler } from '../handler.ts';

/** Step over: the next event of this aggregate. */
export const next: Handler = {
  answer: ({ launched: { movement } }) => movement.assertStill(),
  afterwards: ({ launched: { movement } }) => movement.run((replay) => replay.stepForward()),
};
