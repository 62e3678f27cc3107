import type { DebugProtocol } from '@vscode/debugprotocol';
import { DomainError } from '../../server/domain/errors.ts';
import type { StreamPlace } from '../../server/replay/event-log.ts';
import { placeOf } from '../../server/replay/open-log.ts';
import type { Handler } from '../handler.ts';
import { jumpTo, reachable } from '../travel.ts';

/** Restart frame: rewind to the event of a frame, a cause of the current one. */
export const restartFrame: Handler<DebugProtocol.RestartFrameArguments, StreamPlace> = {
  capabilities: { supportsRestartFrame: true },
  answer: async (adapter, { frameId }) => {
    const { movement, callStack, store } = adapter.launched;
    movement.assertStill();
    const event = callStack.eventOf(frameId);
    if (!event) {
      throw new DomainError('bad-position', 'This frame is no event of the current stop: choose one in the call stack');
    }
    return reachable(adapter, await placeOf(store, event));
  },
  afterwards: (adapter, _args, place) => jumpTo(adapter, place),
};
