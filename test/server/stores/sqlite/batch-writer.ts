import { SqliteStore } from '../../../../server/stores/sqlite/sqlite-store.ts';
import { rewarded } from '../example-events.ts';

// A writer of its own process that appends batches to `task-789` until it is killed, and says the number of each batch
// that the store has taken. Batches are large enough to be written in many parts.
const [file, size] = process.argv.slice(2) as [string, string];
const store = await SqliteStore.open(file, { readOnly: false });
const result = 'x'.repeat(4_000);
for (;;) {
  const version = await store.getAggregateVersion('task-789');
  const batch = version / Number(size);
  const events = Array.from({ length: Number(size) }, (_, index) =>
    rewarded(version + index + 1, 0.5, { event_data: { batch, result }, timestamp: '2025-09-19T13:00:00Z' }),
  );
  await store.saveEvents(events);
  process.send!(batch);
}
