import type { EventStore } from '../domain/event-store.ts';
import type { CommandContext } from './command.ts';
import { UsageError } from './usage-error.ts';

/** Opens the store that the options or the environment name, and closes it after the work, whatever comes of it. */
export async function withStore<T>(
  { store: uri }: { readonly store?: string | undefined },
  context: CommandContext,
  work: (store: EventStore) => Promise<T>,
  { readOnly = true }: { readonly readOnly?: boolean } = {},
): Promise<T> {
  const { EVENT_STORE_URL, DATABASE_URL } = context.env;
  const named = uri || EVENT_STORE_URL || DATABASE_URL;
  if (!named) {
    throw new UsageError("no store was named: add '--store events.db', or set EVENT_STORE_URL or DATABASE_URL");
  }
  const store = await context.openStore(named, { readOnly });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
