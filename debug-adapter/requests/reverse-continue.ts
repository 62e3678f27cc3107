import type { Handler } from '../handler.ts';

/** Reverse: to the previous hit, else to the first event. */
export const reverseContinue: Handler = {
  capabilities: { supportsStepBack: true },
  answer: ({ launched: { movement } }) => movement.assertStill(),
  afterwards: ({ launched: { movement } }) => movement.run((replay) => replay.runBack()),
};
