import type { DebugProtocol } from '@vscode/debugprotocol';
import { DomainError } from '../../server/domain/errors.ts';
import type { RecordedEvent } from '../../server/domain/event.ts';
import type { Handler } from '../handler.ts';
import { jumpToEvent } from '../travel.ts';

/** Restart frame: rewind to the event of a frame, a cause of the current one. */
export const restartFrame: Handler<DebugProtocol.RestartFrameArguments, RecordedEvent> = {
  capabilities: { supportsRestartFrame: true },
  answer: ({ launched: { movement, callStack } }, { frameId }) => {
    movement.assertStill();
    const event = callStack.eventOf(frameId);
    if (event) return event;
    throw new DomainError('bad-position', 'This frame is no event of the current stop: choose one in the call stack');
  },
  afterwards: (adapter, _args, event) => jumpToEvent(adapter, event),
};
