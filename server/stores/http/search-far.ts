import type { RecordedEvent, StreamKey } from '../../domain/event.ts';
import type { EventStore, SearchStep, StreamSearch } from '../../domain/event-store.ts';
import type { EventFilter } from '../../domain/filter.ts';
import { SearchAnswer } from '../../protocol/store-service.ts';
import { compileFilter, isDecidedInSql } from '../criteria.ts';
import type { ServiceClient } from './service-client.ts';
import { toRecordedEvent } from './wire-row.ts';

/** Events that are looked at here in one step where the far store cannot search. */
const WINDOW = 2_000;

type Reading = Pick<EventStore, 'readStream' | 'getPosition' | 'getEventAt'>;

/**
 * A search that the service carries out, or this side, page by page, where the far store is no help. Undefined where no
 * store would do more than read all events. Throws `bad-filter`, `bad-expression`.
 */
export function searchFar(
  client: ServiceClient,
  store: Reading,
  aggregateId: string,
  filters: readonly EventFilter[],
): StreamSearch | undefined {
  let at = 0;
  const criteria = filters.map((filter) => compileFilter(filter, () => at));
  if (criteria.length === 0 || !criteria.every(isDecidedInSql)) return undefined;
  const isWanted = (event: RecordedEvent, position: number) => {
    at = position;
    return criteria.some(({ test }) => test(event));
  };
  let isHelpful = true;
  const ask = async (way: 'next' | 'previous', from?: StreamKey, to?: StreamKey): Promise<SearchStep | undefined> => {
    if (!isHelpful) return undefined;
    const request = {
      method: 'POST',
      path: ['aggregates', aggregateId, 'search'],
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ filters, way, from: from ?? null, to: to ?? null }),
    } as const;
    const { kind, event, key, position } = await client.json(request, (value) => SearchAnswer.parse(value));
    if (kind === 'end') return { kind };
    if (kind === 'found' && event) {
      return { kind, event: toRecordedEvent(event), ...(position !== undefined && { position }) };
    }
    if (kind === 'passed' && key) return { kind, key };
    isHelpful = false;
    return undefined;
  };
  return {
    next: async (after, upTo) =>
      (await ask('next', after, upTo)) ?? lookAhead(store, aggregateId, isWanted, after, upTo),
    previous: async (before, downTo) =>
      (await ask('previous', before, downTo)) ?? lookBack(store, aggregateId, isWanted, before, downTo),
  };
}

async function lookAhead(
  store: Reading,
  aggregateId: string,
  isWanted: (event: RecordedEvent, position: number) => boolean,
  after: StreamKey | undefined,
  upTo: StreamKey | undefined,
): Promise<SearchStep> {
  const page = await store.readStream(aggregateId, { after, limit: WINDOW });
  const end = upTo ? await store.getPosition(aggregateId, upTo) : Infinity;
  const start = after ? await store.getPosition(aggregateId, after) : 0;
  const inRange = page.slice(0, Math.max(0, end - start));
  const index = inRange.findIndex((event, index) => isWanted(event, start + index + 1));
  if (index >= 0) return { kind: 'found', event: inRange[index]!, position: start + index + 1 };
  if (inRange.length < WINDOW) return { kind: 'end' };
  return { kind: 'passed', key: inRange.at(-1)!.key };
}

async function lookBack(
  store: Reading,
  aggregateId: string,
  isWanted: (event: RecordedEvent, position: number) => boolean,
  before: StreamKey,
  downTo: StreamKey | undefined,
): Promise<SearchStep> {
  const last = (await store.getPosition(aggregateId, before)) - 1;
  const lowest = downTo ? await store.getPosition(aggregateId, downTo) : 1;
  const first = Math.max(lowest, last - WINDOW + 1);
  if (last < first) return { kind: 'end' };
  const after = first > 1 ? (await store.getEventAt(aggregateId, first - 1))?.key : undefined;
  const page = await store.readStream(aggregateId, { after, limit: last - first + 1 });
  const index = page.findLastIndex((event, index) => isWanted(event, first + index));
  if (index >= 0) return { kind: 'found', event: page[index]!, position: first + index };
  return first === lowest ? { kind: 'end' } : { kind: 'passed', key: page[0]!.key };
}
