import type { Handler } from '../handler.ts';

/** Stop. There is nothing to kill, so the session ends at once. */
export const terminate: Handler = {
  capabilities: { supportsTerminateRequest: true },
  answer: () => undefined,
  afterwards: async (adapter) => {
    if (adapter.isLaunched) await adapter.launched.movement.halt();
    adapter.events.send('terminated');
  },
};
