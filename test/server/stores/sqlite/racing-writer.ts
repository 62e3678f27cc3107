import { SqliteStore } from '../../../../server/stores/sqlite/sqlite-store.ts';
import { rewarded } from '../example-events.ts';

// A writer of its own process: says that it is ready, waits for the word, and tries to append version 1, 2, 3 … to
// `task-789`, by so many callers at once. Then it reports the ids of the events that the store took from it.
const [file, versions, callers] = process.argv.slice(2) as [string, string, string];
const store = await SqliteStore.open(file, { readOnly: false, patience: 60_000 });
process.send!('ready');
await new Promise((go) => process.once('message', go));
const won: string[] = [];
for (let version = 1; version <= Number(versions); version++) {
  const results = await Promise.allSettled(
    Array.from({ length: Number(callers) }, () =>
      store.saveEvent(rewarded(version, 0.5), { expectedVersion: version - 1 }),
    ),
  );
  for (const result of results) {
    if (result.status === 'fulfilled') won.push(result.value);
    else if (result.reason.code !== 'version-conflict') throw result.reason;
  }
}
await store.close();
process.send!(won);
process.disconnect();
