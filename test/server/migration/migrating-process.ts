import { migrateStore } from '../../../server/migration/migrate-store.ts';
import { openStore } from '../../../server/stores/open-store.ts';

/** A process that migrates from one file to another, and says how far it is. */
const [from, to] = process.argv.slice(2) as [string, string];
const source = await openStore(from);
const target = await openStore(to, { readOnly: false });
await migrateStore(source, target, { renumber: true, onProgress: ({ events }) => console.log(events) });
