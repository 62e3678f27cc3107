import { randomUUID } from 'node:crypto';
import { SqliteStore } from '../../../../server/stores/sqlite/sqlite-store.ts';
import { itKeepsTheStoreContract } from '../event-store-contract.ts';
import { temporaryFolder } from '../temporary-folder.ts';

describe('SqliteStore', () => {
  const file = temporaryFolder();
  itKeepsTheStoreContract(() => SqliteStore.open(file(`${randomUUID()}.db`), { readOnly: false }));
});
