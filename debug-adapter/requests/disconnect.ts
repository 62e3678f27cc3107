import type { Handler } from '../handler.ts';

/** The client goes away: the store is closed. */
export const disconnect: Handler = {
  answer: (adapter) => adapter.close(),
};
