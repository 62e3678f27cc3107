import type { KnownStore } from '../../server/protocol/client-requests.ts';
import type { KnownStores } from '../stores/known-stores.ts';

/** The stores by the names that queries call them; where two are called the same, by their addresses. */
export function storesForQueries(stores: KnownStores): KnownStore[] {
  const names = stores.addresses.map((address) => stores.nameOf(address));
  return stores.addresses.map((address, index) => {
    const name = names[index]!;
    const isUnique = names.filter((other) => other === name).length === 1;
    return { address, name: isUnique ? name : address };
  });
}
