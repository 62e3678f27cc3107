import type { AddingParts } from '../stores/add-store.ts';
import type { StreamTarget } from '../stream-target.ts';
import { pickAggregate } from './pick-aggregate.ts';
import { pickStore } from './pick-store.ts';

/** Asks for a store, then for one of its aggregates. Undefined when the user gives up. */
export async function pickStream(parts: AddingParts): Promise<StreamTarget | undefined> {
  const store = await pickStore(parts);
  if (store === undefined) return undefined;
  const aggregateId = await pickAggregate(parts.backend, store);
  return aggregateId === undefined ? undefined : { store, aggregateId };
}
