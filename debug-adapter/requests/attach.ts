import { DomainError } from '../../server/domain/errors.ts';
import { LaunchArguments } from '../../server/protocol/launch-arguments.ts';
import { connectReplay } from '../connect-replay.ts';
import type { Handler } from '../handler.ts';
import { parseArguments } from '../parse-arguments.ts';

/**
 * Joins the live session whose process this is. It goes on when the client leaves. (An adapter in another process passes
 * the request on to this one: `relay.ts`.)
 */
export const attach: Handler = {
  answer: async (adapter, args) => {
    const { live } = adapter;
    if (!live) throw new DomainError('bad-launch', 'There is no live session here: name its service and sessionId');
    if (adapter.isLaunched) throw new DomainError('bad-launch', 'This connection already has a session');
    const { AttachArguments } = await import('../../server/protocol/attach-arguments.ts');
    const { allowWhatIf, sourceMode } = parseArguments(AttachArguments, args, 'launch.json');
    const { store, aggregateIds } = live.replay;
    const replayed = LaunchArguments.parse({ store: store.address, aggregateIds, allowWhatIf, sourceMode });
    adapter.launch(connectReplay(adapter, replayed, live));
  },
  afterwards: ({ events }) => events.send('initialized'),
};
