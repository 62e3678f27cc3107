import type { EventStore } from '../../../../server/domain/event-store.ts';
import { startService } from '../../../../server/rest/start-service.ts';
import { HttpStore } from '../../../../server/stores/http/http-store.ts';
import { SqliteStore } from '../../../../server/stores/sqlite/sqlite-store.ts';

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
