import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Body, Handler } from '../handler.ts';

/** Continue: to the next hit, else to the last event. */
export const continueRequest: Handler<unknown, Body<DebugProtocol.ContinueResponse>> = {
  answer: ({ launched: { movement } }) => {
    movement.assertStill();
    return { allThreadsContinued: true };
  },
  afterwards: ({ launched: { movement, replay } }) =>
    movement.run(() => replay.runForward(), { title: `Continued from event ${replay.view?.position ?? 1}` }),
};
