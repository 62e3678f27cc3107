import type { Handler } from '../handler.ts';

/** Step back: undo the last event. */
export const stepBack: Handler = {
  capabilities: { supportsStepBack: true },
  answer: ({ launched: { movement } }) => movement.assertStill(),
  afterwards: ({ launched: { movement } }) => movement.run((replay) => replay.stepBack()),
};
