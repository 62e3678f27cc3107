import type { RecordedEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import { qualifiedType } from '../domain/event-types.ts';
import type { EventFilter } from '../domain/filter.ts';
import { toSchema } from './infer-schema.ts';
import type { JsonSchemaObject } from './json-schema.ts';
import { type PayloadSchema, versionOf } from './schema-registry.ts';
import { emptyShape, observe, type ValueShape } from './value-shape.ts';

const PAGE = 1_000;

export interface InferOptions {
  /** Only this type, bare or qualified or a glob; every one when left out. */
  readonly type?: string | undefined;
  /** How many events are looked at of each aggregate type, the newest first; 10,000 when left out. */
  readonly sample?: number | undefined;
}

/** A schema that was inferred, and from how much. */
export interface InferredSchema extends PayloadSchema {
  readonly version: number;
  readonly schema: JsonSchemaObject;
  readonly events: number;
}

/**
 * A schema for every event type and schema version among the newest events of a store. Payloads that cannot be read say
 * nothing of their type. Types that differ only in case have one schema. Throws `bad-filter`.
 */
export async function inferSchemas(
  store: EventStore,
  { type, sample = 10_000 }: InferOptions = {},
): Promise<InferredSchema[]> {
  const seen = new Map<string, Seen>();
  for (const aggregate_type of await store.listAggregateTypes()) {
    const filter = type === undefined ? { aggregate_type } : { aggregate_type, event_type: type };
    for await (const event of newest(store, filter, sample)) {
      if (event.malformed === undefined) take(seen, event);
    }
  }
  return [...seen.values()]
    .map(({ shape, ...about }) => ({ ...about, schema: { title: about.type, ...toSchema(shape) } }))
    .sort((a, b) => (a.type === b.type ? a.version - b.version : a.type < b.type ? -1 : 1));
}

interface Seen {
  readonly type: string;
  readonly version: number;
  readonly shape: ValueShape;
  events: number;
}

function take(seen: Map<string, Seen>, event: RecordedEvent): void {
  const type = qualifiedType(event);
  const version = versionOf(event);
  const key = `${version} ${type.toLowerCase()}`;
  const known = seen.get(key) ?? { type, version, shape: emptyShape(), events: 0 };
  seen.set(key, known);
  known.events++;
  observe(known.shape, event.event_data);
}

async function* newest(store: EventStore, filter: EventFilter, most: number): AsyncGenerator<RecordedEvent> {
  let left = most;
  let cursor: string | undefined;
  do {
    const page = await store.queryEvents(filter, { limit: Math.min(PAGE, left), cursor, order: 'newest-first' });
    yield* page.events;
    left -= page.events.length;
    cursor = page.next;
  } while (cursor !== undefined && left > 0);
}
