import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Event } from '../../server/domain/event.ts';
import { openStore } from '../../server/stores/open-store.ts';

/** A SQLite store on disk that holds these events, and the way to remove it. */
export async function storeFile(events: readonly Event[]): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'event-replay-test-'));
  const path = join(folder, 'events.db');
  const store = await openStore(path, { readOnly: false });
  await store.saveEvents(events);
  await store.close();
  return { path, remove: () => rm(folder, { recursive: true }) };
}
