import type { Handler } from '../../handler.ts';
import { reenter } from '../restart.ts';

/** Our own request: as `restart`, but what was changed in the replay stays changed. */
export const restartKeepingWhatIfs: Handler = {
  answer: (adapter, _args, pace) => reenter.prepare(adapter, { keepWhatIf: true }, pace),
  afterwards: (adapter) => reenter.run(adapter, true),
};
