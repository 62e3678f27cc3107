import type { DebugProtocol } from '@vscode/debugprotocol';
import { DomainError } from '../../server/domain/errors.ts';
import type { StreamPlace } from '../../server/replay/event-log.ts';
import type { Adapter } from '../adapter.ts';
import { effectsOf } from '../effects.ts';
import type { Handler } from '../handler.ts';
import { aggregateOf, eventIn } from '../threads.ts';
import { reachable, runTo } from '../travel.ts';

/**
 * Step into: the first event that the current one caused, in whatever stream, or the one that was chosen. Where there
 * is none, as `next`, saying so.
 */
export const stepIn: Handler<DebugProtocol.StepInArguments, StreamPlace | undefined> = {
  answer: async (adapter, { threadId, targetId }) => {
    const { movement, places } = adapter.launched;
    movement.assertStill();
    const place = targetId ? places.get(targetId) : await firstEffect(adapter, threadId);
    if (place) return reachable(adapter, place);
    if (targetId) throw new DomainError('bad-position', 'This target is of no event: ask for the targets again');
    return undefined;
  },
  afterwards: async (adapter, { threadId }, place) => {
    if (place) return runTo(adapter, place, 'step');
    const { movement, replay } = adapter.launched;
    const output = 'This event caused no other: Step Into goes on to the next one.\n';
    adapter.events.send('output', { category: 'console', output });
    return movement.run(() => replay.stepForward(aggregateOf(replay, threadId)));
  },
};

async function firstEffect(adapter: Adapter, threadId: number): Promise<StreamPlace | undefined> {
  const { replay } = adapter.launched;
  const event = await eventIn(replay, aggregateOf(replay, threadId));
  return event && (await effectsOf(adapter.launched, event))[0]?.place;
}
