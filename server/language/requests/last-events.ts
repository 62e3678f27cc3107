import { isFailure } from '../../domain/anomalies.ts';
import type { EventStore } from '../../domain/event-store.ts';
import { qualifiedType } from '../../domain/event-types.ts';
import { checkCancelled } from '../browsing/browsed.ts';
import type { Handler } from '../handler.ts';

/** So many are looked up side by side, for stores that are far away. */
const AT_ONCE = 10;

/** The last event of each aggregate, without reading its stream. */
export const lastEvents: Handler<'lastEvents'> = async (stores, { store: address, aggregateIds }, { signal }) => {
  const store = await stores.get(address);
  const found = [];
  for (let from = 0; from < aggregateIds.length; from += AT_ONCE) {
    checkCancelled(signal);
    found.push(...(await Promise.all(aggregateIds.slice(from, from + AT_ONCE).map((id) => lastOf(store, id)))));
  }
  return found.flatMap((event) => {
    if (!event) return [];
    const { aggregate_id: aggregateId, malformed = null } = event;
    return [{ aggregateId, qualifiedType: qualifiedType(event), failed: isFailure(event), malformed }];
  });
};

async function lastOf(store: EventStore, aggregateId: string) {
  const version = await store.getAggregateVersion(aggregateId);
  return (await store.readStream(aggregateId, { fromVersion: version, limit: 10 })).at(-1);
}
