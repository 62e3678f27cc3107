import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Handler } from '../handler.ts';
import { aggregateOf } from '../threads.ts';

/** Step back: undo the last event of this aggregate. */
export const stepBack: Handler<DebugProtocol.StepBackArguments> = {
  capabilities: { supportsStepBack: true },
  answer: ({ launched: { movement } }) => movement.assertStill(),
  afterwards: ({ launched: { movement } }, { threadId }) =>
    movement.run((replay) => replay.stepBack(aggregateOf(replay, threadId))),
};
