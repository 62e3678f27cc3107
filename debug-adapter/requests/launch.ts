import { DomainError } from '../../server/domain/errors.ts';
import { LaunchArguments } from '../../server/protocol/launch-arguments.ts';
import type { Handler } from '../handler.ts';
import { launchReplay } from '../launch-replay.ts';
import { parseArguments } from '../parse-arguments.ts';

/** Opens the store and the stream. The replay starts with `configurationDone`, when the breakpoints are known. */
export const launch: Handler = {
  answer: async (adapter, args) => {
    if (adapter.isLaunched) throw new DomainError('bad-launch', 'This session already has a replay');
    const launchArguments = parseArguments(LaunchArguments, args, 'launch.json');
    const store = await adapter.openStore(launchArguments.store, { readOnly: launchArguments.readOnly });
    try {
      adapter.launch(await launchReplay(adapter, launchArguments, store));
    } catch (error) {
      await store.close();
      throw error;
    }
  },
  afterwards: ({ events, launched }) => {
    for (const remark of launched.store.remarks) events.send('output', { category: 'console', output: `${remark}\n` });
    events.send('initialized');
  },
};
