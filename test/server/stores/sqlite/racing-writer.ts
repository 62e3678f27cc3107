import { SqliteStore } from '../../../../server/stores/sqlite/sqlite-store.ts';
import { rewarded } from '../example-events.ts';

// A writer of its own process: says that it is ready, waits for the word, and tries to append version 1, 2, 3 … to
// `task-789`. Then it reports how many of them it won.
const [file, versions] = process.argv.slice(2) as [string, string];
const store = await SqliteStore.open(file, { readOnly: false });
process.send!('ready');
await new Promise((go) => process.once('message', go));
let won = 0;
for (let version = 1; version <= Number(versions); version++) {
  try {
    await store.saveEvent(rewarded(version, 0.5), { expectedVersion: version - 1 });
    won++;
  } catch (error) {
    if ((error as { code?: string }).code !== 'version-conflict') throw error;
  }
}
await store.close();
process.send!(won);
process.disconnect();
