import * as z from 'zod';
import { ReplaySession } from '../../../replay/replay-session.ts';
import { Payload } from '../../events/event-shape.ts';
import { Refusal } from '../../refusal.ts';
import { problems, type Route } from '../../route.ts';

const State = z.object({
  aggregate_id: z.string(),
  position: z.int().meta({ description: 'The state is the one just after this event of the stream.' }),
  version: z.number(),
  event_id: z.string(),
  timestamp: z.string(),
  state: Payload,
});

const Query = z
  .object({
    position: z.coerce.number().int().min(1).optional(),
    version: z.coerce.number().int().min(1).optional(),
    timestamp: z.string().optional().meta({ description: 'The last event that is not later.' }),
  })
  .refine((query) => Object.values(query).filter((value) => value !== undefined).length <= 1, {
    error: 'give one of position, version and timestamp, or none for the last event',
  });

/** The state of an aggregate at one of its events, folded by the default projection. */
export const getAggregateState: Route = (app, { store, limits }) => {
  app.get(
    '/aggregates/:aggregate_id/state',
    {
      schema: {
        operationId: 'get_aggregate_state',
        tags: ['aggregates'],
        summary: 'The state of an aggregate at one of its events, the last unless told otherwise',
        params: z.object({ aggregate_id: z.string() }),
        querystring: Query,
        response: { 200: State, ...problems },
      },
    },
    async ({ params: { aggregate_id }, query: { position, version, timestamp } }, reply) => {
      const session = await ReplaySession.open({ store, aggregateId: aggregate_id });
      const giveUp = () => session.pause();
      const late = setTimeout(giveUp, limits.workTimeout);
      reply.raw.once('close', giveUp);
      try {
        await session.start();
        const stop = await session.moveTo(
          (position !== undefined && { position }) ||
            (version !== undefined && { version }) ||
            (timestamp !== undefined && { timestamp }) ||
            'last',
        );
        const view = await session.look();
        if (!view || stop.reason !== 'goto') {
          throw new Refusal(
            'took-too-long',
            `Given up after ${limits.workTimeout / 1_000} s: ask for an earlier state`,
          );
        }
        const { event_id, version: at, timestamp: time } = view.event;
        return { aggregate_id, position: view.position, version: at, event_id, timestamp: time, state: view.state };
      } finally {
        clearTimeout(late);
        reply.raw.off('close', giveUp);
      }
    },
  );
};
