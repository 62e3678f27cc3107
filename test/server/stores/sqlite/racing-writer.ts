import { SqliteStore } from '../../../../server/stores/sqlite/sqlite-store.ts';
import { rewarded } from '../example-events.ts';

// A writer of its own process: says that it is ready, waits for the word, and tries to append version 1, 2, 3 … to
// `task-789`. Then it reports the ids of the events that the store took from it.
const [file, versions] = process.argv.slice(2) as [string, string];
const store = await SqliteStore.open(file, { readOnly: false, patience: 60_000 });
process.send!('ready');
await new Promise((go) => process.once('message', go));
const won: string[] = [];
for (let version = 1; version <= Number(versions); version++) {
  try {
    won.push(await store.saveEvent(rewarded(version, 0.5), { expectedVersion: version - 1 }));
  } catch (error) {
    if ((error as { code?: string }).code !== 'version-conflict') throw error;
  }
}
await store.close();
process.send!(won);
process.disconnect();
