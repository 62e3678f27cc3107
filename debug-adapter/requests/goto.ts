import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Handler } from '../handler.ts';

/** Jumps to an event, either way; nothing between is evaluated. */
export const goto: Handler<DebugProtocol.GotoArguments> = {
  capabilities: { supportsGotoTargetsRequest: true },
  answer: async ({ launched: { replay, movement } }, { targetId }) => {
    movement.assertStill();
    await replay.resolve({ position: targetId });
  },
  afterwards: ({ launched: { movement } }, { targetId }) =>
    movement.run((replay) => replay.moveTo({ position: targetId })),
};
