import { DomainError } from '../domain/errors.ts';
import type { EventStore } from '../domain/event-store.ts';

/** Why nothing was found at a position of a stream: there is no such stream, or it ends before. */
export async function noSuchWindow(store: EventStore, aggregateId: string, position: number): Promise<DomainError> {
  const count = await store.countStream(aggregateId);
  if (count === 0) {
    return new DomainError('stream-not-found', `The store ${store.address} has no aggregate '${aggregateId}'.`);
  }
  const message = `The stream of '${aggregateId}' has ${count} events; there is none at position ${position}.`;
  return new DomainError('bad-position', message);
}
