import type { Handler } from '../handler.ts';

/** Our own request, for "Replay to Here": runs to an event in either direction, stopping at hits on the way. */
export const replayTo: Handler<{ readonly position: number }> = {
  answer: async ({ launched: { replay, movement } }, { position }) => {
    movement.assertStill();
    await replay.resolve({ position });
  },
  afterwards: ({ launched: { movement } }, { position }) => movement.run((replay) => replay.runTo(position)),
};
