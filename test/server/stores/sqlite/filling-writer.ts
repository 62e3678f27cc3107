import { SqliteStore } from '../../../../server/stores/sqlite/sqlite-store.ts';
import { rewarded } from '../example-events.ts';

// A writer of its own process on a small disk: appends batches to `task-789` until the store refuses one, then prints
// how many it took, what it said, and how many events can be read by this store and by one that is opened afterwards.
const [file] = process.argv.slice(2) as [string];
const store = await SqliteStore.open(file, { readOnly: false });
const result = 'x'.repeat(1_000);
let taken = 0;
let refusal: unknown;
while (refusal === undefined) {
  const batch = Array.from({ length: 50 }, (_, index) =>
    rewarded(taken + index + 1, 0.5, { event_data: { result }, timestamp: '2025-09-19T13:00:00Z' }),
  );
  try {
    taken += (await store.saveEvents(batch)).length;
  } catch (error) {
    refusal = error;
  }
}
const { code, message } = refusal as { code: string; message: string };
const readable = (await store.getEventsByAggregate('task-789')).length;
await store.close();
const later = await SqliteStore.open(file, { readOnly: true });
const readableLater = (await later.getEventsByAggregate('task-789')).length;
await later.close();
console.log(JSON.stringify({ taken, code, message, readable, readableLater }));
