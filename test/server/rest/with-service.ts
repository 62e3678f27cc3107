import type { Event } from '../../../server/domain/event.ts';
import type { EventStore } from '../../../server/domain/event-store.ts';
import type { ServiceOptions } from '../../../server/rest/service-options.ts';
import { startService } from '../../../server/rest/start-service.ts';
import { openStore } from '../../../server/stores/open-store.ts';
import { agentEvents } from '../../support/agent-stream.ts';
import { storeFile } from '../../support/store-file.ts';
import { type CheckedFetch, checkedFetch } from './checked-fetch.ts';

export interface TestService {
  readonly url: string;
  /** Every answer is held against the OpenAPI document. */
  readonly fetch: CheckedFetch;
  readonly store: EventStore;
}

export interface TestServiceOptions extends Omit<ServiceOptions, 'store'> {
  readonly events?: readonly Event[] | undefined;
  readonly readOnly?: boolean | undefined;
}

/** A service on a free port over a SQLite file, for the time of `work`. The events of agent-123 unless told otherwise. */
export async function withService(
  { events = agentEvents(), readOnly = true, ...options }: TestServiceOptions,
  work: (service: TestService) => Promise<void>,
): Promise<void> {
  const file = await storeFile(events);
  const store = await openStore(file.path, { readOnly });
  try {
    // Tests that poll ask more often than a caller may.
    const limits = { requestsPerSecond: 1_000_000, ...options.limits };
    const { app, url } = await startService({ ...options, limits, store }, { port: 0 });
    try {
      const headers: Record<string, string> = options.token ? { authorization: `Bearer ${options.token}` } : {};
      await work({ url, store, fetch: await checkedFetch(url, headers) });
    } finally {
      await app.close();
    }
  } finally {
    await store.close();
    await file.remove();
  }
}
