import type { NewEvent } from '../domain/event.ts';
import type { EventPublisher, Publication } from './event-publisher.ts';

/** What links an event to others; all of it is optional. */
export type EventLinks = Pick<Partial<NewEvent>, 'correlation_id' | 'causation_id' | 'user_id' | 'metadata'>;

/** Publishes an event of your own kind, in the name of your service. */
export function publishCustomEvent(
  publisher: EventPublisher,
  fields: NewEvent & { readonly service_name: string },
): Publication {
  return publisher.publish(fields);
}
