import * as z from 'zod';
import { EventAnswer, toEventAnswer } from '../../events/event-shape.ts';
import { SnapshotAnswer } from '../../events/snapshot-shape.ts';
import { Refusal } from '../../refusal.ts';
import { problems, type Route } from '../../route.ts';

/** Who has more wants pages. */
const MOST_EVENTS = 10_000;

const Stream = z.object({
  aggregate_id: z.string(),
  aggregate_types: z.array(z.string()),
  version: z.number(),
  events: z.array(EventAnswer),
  snapshot: SnapshotAnswer.nullable().meta({ description: 'The latest that has not expired.' }),
});

/** A whole stream, as the reference's `get_event_stream` gives it. */
export const getStream: Route = (app, { store }) => {
  app.get(
    '/aggregates/:aggregate_id/stream',
    {
      schema: {
        operationId: 'get_stream',
        tags: ['aggregates'],
        summary: 'A whole stream of at most 10,000 events, with its types, version and latest snapshot',
        params: z.object({ aggregate_id: z.string() }),
        response: { 200: Stream, ...problems },
      },
    },
    async ({ params: { aggregate_id } }) => {
      if ((await store.countStream(aggregate_id)) > MOST_EVENTS) {
        const where = `/aggregates/${encodeURIComponent(aggregate_id.toWellFormed())}/events`;
        throw new Refusal('result-too-large', `The stream has more than 10,000 events: read it in pages, GET ${where}`);
      }
      const { aggregate_types, version, events, snapshot } = await store.getEventStream(aggregate_id);
      return {
        aggregate_id,
        aggregate_types: [...aggregate_types],
        version,
        events: events.map(toEventAnswer),
        snapshot,
      };
    },
  );
};
