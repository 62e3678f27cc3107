import { itKeepsTheStoreContract } from '../event-store-contract.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { openFarStore } from './with-far-store.ts';

describe('HttpStore', () => {
  const file = temporaryFolder();
  let stores = 0;
  itKeepsTheStoreContract(() => openFarStore(file(`far-${stores++}.db`)));
});
