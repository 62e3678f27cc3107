import * as z from 'zod';
import type { StreamKey } from '../../domain/event.ts';
import type { AggregateSummary } from '../../domain/event-store.ts';
import type { EventFilter } from '../../domain/filter.ts';
import { filterToQuery } from './filter-to-query.ts';
import type { ServiceClient, ServiceRequest } from './service-client.ts';

/** The questions whose answer is a number or a list of names. */

const Version = z.object({ version: z.number() });
const Count = z.object({ count: z.number() });
const Position = z.object({ position: z.number() });
const Types = z.object({ aggregate_types: z.array(z.string()) });
const Aggregates = z.object({
  aggregates: z.array(
    z.object({
      aggregate_id: z.string(),
      aggregate_types: z.array(z.string()),
      event_count: z.number(),
      last_timestamp: z.string().nullable(),
    }),
  ),
});

export function askVersion(client: ServiceClient, aggregateId: string): Promise<number> {
  const request = { path: ['aggregates', aggregateId, 'version'] };
  return client.json(request, (answer) => Version.parse(answer).version);
}

export function askCount(client: ServiceClient, aggregateId: string): Promise<number> {
  const request = { path: ['aggregates', aggregateId, 'count'] };
  return client.json(request, (answer) => Count.parse(answer).count);
}

export function askCountOf(client: ServiceClient, filter: EventFilter): Promise<number> {
  const request = { path: ['events', 'count'], query: filterToQuery(filter) };
  return client.json(request, (answer) => Count.parse(answer).count);
}

export function askPosition(client: ServiceClient, aggregateId: string, { version, tie }: StreamKey): Promise<number> {
  const request = { path: ['aggregates', aggregateId, 'position'], query: { place: JSON.stringify([version, tie]) } };
  return client.json(request, (answer) => Position.parse(answer).position);
}

export function askTypes(client: ServiceClient): Promise<string[]> {
  return client.json({ path: ['aggregate-types'] }, (answer) => Types.parse(answer).aggregate_types);
}

export function askAggregates(client: ServiceClient, query: ServiceRequest['query']): Promise<AggregateSummary[]> {
  return client.json({ path: ['aggregates'], query }, (answer) => Aggregates.parse(answer).aggregates);
}
