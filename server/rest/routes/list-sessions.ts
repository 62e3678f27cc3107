import * as z from 'zod';
import { problems, type Route } from '../route.ts';
import { SessionState } from '../sessions/session-shapes.ts';

const Sessions = z.object({
  sessions: z.array(
    z.object({
      session_id: z.string(),
      aggregate_id: z.string(),
      state: SessionState,
      started_at: z.string(),
      aggregate_ids: z.array(z.string()),
      position: z.int(),
    }),
  ),
});

/** The live sessions, the oldest first. */
export const listSessions: Route = (app, { sessions }) => {
  app.get(
    '/sessions',
    {
      schema: {
        operationId: 'listSessions',
        tags: ['sessions'],
        summary: 'List the live sessions',
        response: { 200: Sessions, ...problems },
      },
    },
    async () => ({
      sessions: sessions.list().map(({ id, startedAt, replay }) => ({
        session_id: id,
        aggregate_id: replay.aggregateId,
        state: replay.state,
        started_at: startedAt,
        aggregate_ids: [...replay.aggregateIds],
        position: replay.position,
      })),
    }),
  );
};
