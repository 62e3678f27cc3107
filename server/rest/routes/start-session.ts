import * as z from 'zod';
import { problems, type Route } from '../route.ts';
import { answerMove } from '../sessions/answer-move.ts';
import { enter } from '../sessions/enter.ts';
import { StartSession } from '../sessions/start-session.ts';

const Started = z.object({ session_id: z.string(), status: z.string(), message: z.string() });

/** Starts a session, which waits on its first event unless `stop_on_entry` is false: breakpoints are added after. */
export const startSession: Route = (app, { sessions, limits }) => {
  app.post(
    '/sessions/start',
    {
      schema: {
        operationId: 'startSession',
        tags: ['sessions'],
        summary: 'Start a replay session',
        body: StartSession,
        response: { 200: Started, ...problems },
      },
    },
    async ({ body }) => {
      const session = await sessions.open(body);
      try {
        const wait = body.stop_on_entry ? limits.workTimeout : 0;
        const message = `Started a replay of ${session.replay.aggregateIds.join(', ')}`;
        await answerMove(session, (replay) => enter(replay, body), { status: 'started', message, wait });
        return { session_id: session.id, status: 'started', message };
      } catch (error) {
        await sessions.end(session.id);
        throw error;
      }
    },
  );
};
