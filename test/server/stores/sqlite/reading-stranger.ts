import { openStore } from '../../../../server/stores/open-store.ts';

// A reader of its own process, which may run as somebody with fewer rights: prints what it can read of `task-789`.
const [file] = process.argv.slice(2) as [string];
try {
  const store = await openStore(file);
  const events = await store.getEventsByAggregate('task-789');
  console.log(JSON.stringify({ versions: events.map((event) => event.version), remarks: store.remarks }));
  await store.close();
} catch (error) {
  const { code, message } = error as { code?: string; message: string };
  console.log(JSON.stringify({ code, message }));
}
