import { openStore } from '../../../../server/stores/open-store.ts';
import { itKeepsTheStoreContract } from '../event-store-contract.ts';
import { describePostgres } from './with-postgres.ts';

describePostgres('PostgresStore', (postgres) => {
  itKeepsTheStoreContract(() => openStore(postgres().newUri(), { readOnly: false }));
});
