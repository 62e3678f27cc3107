import type { Backend } from '../backend.ts';
import type { KnownStores } from '../stores/known-stores.ts';
import type { StreamTarget } from '../stream-target.ts';
import { pickAggregate } from './pick-aggregate.ts';
import { pickStore } from './pick-store.ts';

/** Asks for a store, then for one of its aggregates. Undefined when the user gives up. */
export async function pickStream(stores: KnownStores, backend: Backend): Promise<StreamTarget | undefined> {
  const store = await pickStore(stores);
  if (store === undefined) return undefined;
  const aggregateId = await pickAggregate(backend, store);
  return aggregateId === undefined ? undefined : { store, aggregateId };
}
