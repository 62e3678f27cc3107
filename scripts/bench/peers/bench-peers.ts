import { heading } from '../measure.ts';
import { benchEmmett } from './emmett.ts';
import { benchSqlalchemy } from './sqlalchemy.ts';

/** Other libraries that do the same, by turns with ours. */
export async function benchPeers(): Promise<void> {
  heading('Peers');
  await benchSqlalchemy();
  await benchEmmett();
}
