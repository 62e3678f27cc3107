import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Handler } from '../handler.ts';
import { aggregateOf } from '../threads.ts';

/** Step over: the next event of this aggregate. */
export const next: Handler<DebugProtocol.NextArguments> = {
  answer: ({ launched: { movement } }) => movement.assertStill(),
  afterwards: ({ launched: { movement } }, { threadId }) =>
    movement.run((replay) => replay.stepForward(aggregateOf(replay, threadId))),
};
