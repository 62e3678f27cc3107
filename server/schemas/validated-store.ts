import type { Anomaly } from '../domain/anomalies.ts';
import { DomainError } from '../domain/errors.ts';
import { type Event, validateEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import { qualifiedType } from '../domain/event-types.ts';
import type { SchemaRegistry } from './schema-registry.ts';

export interface ValidationOptions {
  /** What becomes of a payload that does not match: nothing, a warning, or the event is refused with its whole batch. */
  readonly mode: 'off' | 'warn' | 'refuse';
  /** Told of violations in the mode `warn`, before the event is saved. Node's own warnings when left out. */
  readonly onWarning?: ((message: string, event: Event, violation: Anomaly) => void) | undefined;
}

/**
 * The same store, which holds payloads against their schemas before it saves them. A refused event is an
 * `invalid-event` whose message names it, the place in its payload, what was expected there and what was found.
 */
export function validatedStore(
  store: EventStore,
  registry: SchemaRegistry,
  { mode, onWarning = (message) => process.emitWarning(message, 'EventSchemas') }: ValidationOptions,
): EventStore {
  if (mode === 'off') return store;
  const check = (event: Event) => {
    validateEvent(event);
    const violation = registry.violationOf(event);
    if (!violation) return;
    const message = sentence(event, violation);
    if (mode === 'refuse') throw new DomainError('invalid-event', message);
    onWarning(message, event, violation);
  };
  const saving: Partial<EventStore> = {
    saveEvent: async (event, options) => {
      check(event);
      return store.saveEvent(event, options);
    },
    saveEvents: async (events) => {
      events.forEach(check);
      return store.saveEvents(events);
    },
  };
  // Everything else is the store's own, whatever it can do.
  return new Proxy(store, {
    get: (target, name) => {
      if (Object.hasOwn(saving, name)) return Reflect.get(saving, name);
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

function sentence(event: Event, { message, found }: Anomaly): string {
  const what = `${qualifiedType(event)} of ${event.aggregate_id}, version ${event.version}`;
  return `${what}: ${message}${found === undefined ? '' : ` Found: ${found}`}`;
}
