import type { Event } from '../../../../server/domain/event.ts';
import type { EventStore } from '../../../../server/domain/event-store.ts';
import type { ServiceOptions } from '../../../../server/rest/service-options.ts';
import { startService } from '../../../../server/rest/start-service.ts';
import { HttpStore } from '../../../../server/stores/http/http-store.ts';
import { SqliteStore } from '../../../../server/stores/sqlite/sqlite-store.ts';
import { openRelay, type Relay } from './relay.ts';

/** A store over a service on a free port over a new SQLite file; closing it ends all of them. */
export async function openFarStore(path: string): Promise<EventStore> {
  const near = await SqliteStore.open(path, { readOnly: false });
  const { app, url } = await startService({ store: near, limits: { requestsPerSecond: 100_000 } }, { port: 0 });
  const far = await HttpStore.open(url, { readOnly: false });
  const close = far.close.bind(far);
  far.close = async () => {
    await close();
    await app.close();
    await near.close();
  };
  return far;
}

export interface FarStore {
  readonly far: HttpStore;
  readonly near: SqliteStore;
  readonly relay: Relay;
  /** Ends the service, and starts another one over the same store at the same place. */
  restart(): Promise<void>;
}

/** A store over a service, with a wire between them that can be disturbed, for the time of `work`. */
export async function withFarStore(
  path: string,
  events: readonly Event[],
  work: (parts: FarStore) => Promise<void>,
  { readOnly = false, ...options }: Partial<ServiceOptions> & { readonly readOnly?: boolean } = {},
): Promise<void> {
  const near = await SqliteStore.open(path, { readOnly: false });
  await near.saveEvents(events);
  const service = { store: near, limits: { requestsPerSecond: 100_000 }, ...options };
  let { app, url } = await startService(service, { port: 0 });
  const relay = await openRelay(url);
  const far = await HttpStore.open(relay.url, { readOnly, timeout: 5_000, firstDelay: 1 });
  relay.requests.length = 0;
  const restart = async () => {
    await app.close();
    ({ app } = await startService(service, { port: Number(new URL(url).port) }));
  };
  try {
    await work({ far, near, relay, restart });
  } finally {
    await far.close();
    await relay.close();
    await app.close();
    await near.close();
  }
}
