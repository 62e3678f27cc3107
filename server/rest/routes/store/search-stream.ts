import * as z from 'zod';
import type { StreamSearch } from '../../../domain/event-store.ts';
import { toRowLine } from '../../../protocol/event-rows.ts';
import { SearchAnswer, SearchRequest } from '../../../protocol/store-service.ts';
import { problems, type Route } from '../../route.ts';

/** A step of a search is a few milliseconds of work: one answer is for many of them. In milliseconds. */
const PATIENCE = 250;

/** Searches a stream: what a run to the next breakpoint asks a store that is far away. */
export const searchStream: Route = (app, { store }) => {
  app.post(
    '/aggregates/:aggregate_id/search',
    {
      schema: {
        operationId: 'search_stream',
        tags: ['aggregates'],
        summary: 'The next or previous event of a stream that one of some filters selects',
        params: z.object({ aggregate_id: z.string() }),
        body: SearchRequest,
        response: { 200: SearchAnswer, ...problems },
      },
    },
    async ({ params, body }) => {
      const search = store.searchStream?.(params.aggregate_id, body.filters);
      return search ? lookFor(search, body) : { kind: 'no-search' as const };
    },
  );
};

async function lookFor(search: StreamSearch, { way, from, to }: SearchRequest): Promise<SearchAnswer> {
  const upTo = to ?? undefined;
  const end = performance.now() + PATIENCE;
  let at = from ?? undefined;
  for (;;) {
    // Before an event there is nothing to look for when no event is named.
    if (way === 'previous' && !at) return { kind: 'end' };
    const step = way === 'next' ? await search.next(at, upTo) : await search.previous(at!, upTo);
    if (step.kind === 'end') return { kind: 'end' };
    if (step.kind === 'found') return { kind: 'found', event: toRowLine(step.event), position: step.position };
    if (performance.now() >= end) return { kind: 'passed', key: step.key };
    at = step.key;
  }
}
