import type { DebugProtocol } from '@vscode/debugprotocol';
import { DomainError } from '../../server/domain/errors.ts';
import type { RecordedEvent } from '../../server/domain/event.ts';
import type { Adapter } from '../adapter.ts';
import type { Handler } from '../handler.ts';

/** Restart frame: rewind to the event of a frame, a cause of the current one in the same stream. */
export const restartFrame: Handler<DebugProtocol.RestartFrameArguments> = {
  capabilities: { supportsRestartFrame: true },
  answer: async (adapter, { frameId }) => {
    adapter.launched.movement.assertStill();
    await frameEvent(adapter, frameId);
  },
  afterwards: async (adapter, { frameId }) => {
    const { event_id } = await frameEvent(adapter, frameId);
    await adapter.launched.movement.run((replay) => replay.moveTo({ event_id }));
  },
};

async function frameEvent({ launched: { callStack, replay } }: Adapter, frameId: number): Promise<RecordedEvent> {
  const event = await callStack.eventOf(frameId);
  if (event?.aggregate_id === replay.aggregateId) return event;
  throw new DomainError('bad-position', `Only events of ${replay.aggregateId} can be rewound to in this session`);
}
