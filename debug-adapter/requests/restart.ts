import type { Pace } from '../../server/replay/pace.ts';
import type { Adapter } from '../adapter.ts';
import type { Handler } from '../handler.ts';
import { enter } from './configuration-done.ts';

/** To the first event, reading the store anew: what every restart does. */
export const reenter = {
  prepare: async ({ launched }: Adapter, options: { keepWhatIf: boolean }, pace: Pace): Promise<void> => {
    const { movement, replay, views } = launched;
    await movement.halt();
    await launched.reloadProjection(pace);
    replay.reload(options);
    views.clear();
  },
  run: ({ launched: { movement, args } }: Adapter, isUnexpected = false): Promise<void> =>
    movement.run((replay) => enter(replay, args), { isUnexpected }),
};

/** Restart: to the first event, with what arrived in the store since and with a projection that was changed. */
export const restart: Handler = {
  capabilities: { supportsRestartRequest: true },
  answer: async (adapter, _args, pace) => {
    const hadWhatIfs = adapter.launched.replay.whatIfs.length > 0;
    await reenter.prepare(adapter, { keepWhatIf: false }, pace);
    if (hadWhatIfs) adapter.events.send('whatIf', { changes: [] });
  },
  afterwards: (adapter) => reenter.run(adapter),
};
