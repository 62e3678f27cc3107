import { SqliteStore } from '../../../../server/stores/sqlite/sqlite-store.ts';
import { rewarded } from '../example-events.ts';

// Many callers in a process of its own, each appending event by event to a stream of its own until the process is killed.
// Says the id of each event that the store has taken.
const [file, callers] = process.argv.slice(2) as [string, string];
const store = await SqliteStore.open(file, { readOnly: false });
await Promise.all(
  Array.from({ length: Number(callers) }, async (_, caller) => {
    for (let version = 1; ; version++) {
      const event = rewarded(version, 0.5, { aggregate_id: `task-${caller}`, timestamp: '2025-09-19T13:00:00Z' });
      process.send!(await store.saveEvent(event));
    }
  }),
);
