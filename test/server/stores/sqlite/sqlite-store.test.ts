import { randomUUID } from 'node:crypto';
import { SqliteStore } from '../../../../server/stores/sqlite/sqlite-store.ts';
import { itAppendsTogether } from '../contract/appending-together.ts';
import { itKeepsTheStoreContract } from '../event-store-contract.ts';
import { temporaryFolder } from '../temporary-folder.ts';

describe('SqliteStore', () => {
  const file = temporaryFolder();
  const open = () => SqliteStore.open(file(`${randomUUID()}.db`), { readOnly: false });
  itKeepsTheStoreContract(open);
  describe('appending together', () => itAppendsTogether(open));
});
