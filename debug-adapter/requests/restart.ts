import type { Handler } from '../handler.ts';
import { enter } from './configuration-done.ts';

/** Restart: to the first event, reading the store anew. */
export const restart: Handler = {
  capabilities: { supportsRestartRequest: true },
  answer: async ({ launched: { movement, replay, views } }) => {
    await movement.halt();
    replay.reload();
    views.clear();
  },
  afterwards: ({ launched: { movement, args } }) => movement.run((replay) => enter(replay, args)),
};
