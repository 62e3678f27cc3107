import { DomainError } from '../../server/domain/errors.ts';
import { LaunchArguments } from '../../server/protocol/launch-arguments.ts';
import { connectReplay } from '../connect-replay.ts';
import type { Handler } from '../handler.ts';
import { type OnOutput, openReplay } from '../open-replay.ts';
import { parseArguments } from '../parse-arguments.ts';

/** Opens the store and the stream. The replay starts with `configurationDone`, when the breakpoints are known. */
export const launch: Handler = {
  answer: async (adapter, args, pace) => {
    if (adapter.isLaunched) throw new DomainError('bad-launch', 'This session already has a replay');
    const launchArguments = parseArguments(LaunchArguments, args, 'launch.json');
    const store = await adapter.openStore(launchArguments.store, { readOnly: launchArguments.readOnly });
    const onOutput: OnOutput = (output, category) => {
      if (adapter.isLaunched) adapter.launched.logs.addOutput(output, category);
      else adapter.events.send('output', { category, output });
    };
    const opened = await openReplay(launchArguments, store, onOutput, pace);
    adapter.launch(connectReplay(adapter, launchArguments, opened));
  },
  afterwards: ({ events, launched }) => {
    for (const remark of launched.store.remarks) events.send('output', { category: 'console', output: `${remark}\n` });
    events.send('initialized');
  },
};
