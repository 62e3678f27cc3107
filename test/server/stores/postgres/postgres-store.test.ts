import { openStore } from '../../../../server/stores/open-store.ts';
import { itAppendsTogether } from '../contract/appending-together.ts';
import { itKeepsTheStoreContract } from '../event-store-contract.ts';
import { describePostgres } from './with-postgres.ts';

describePostgres('PostgresStore', (postgres) => {
  const open = () => openStore(postgres().newUri(), { readOnly: false });
  itKeepsTheStoreContract(open);
  describe('appending together', () => itAppendsTogether(open));
});
