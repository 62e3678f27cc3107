import { problems, type Route } from '../route.ts';
import { Message, SessionParams } from '../sessions/session-shapes.ts';

/** Ends a session for good, and everybody's stream of its events with it. */
export const endSession: Route = (app, { sessions }) => {
  app.delete(
    '/sessions/:session_id',
    {
      schema: {
        operationId: 'endSession',
        tags: ['sessions'],
        summary: 'End a session',
        params: SessionParams,
        response: { 200: Message, ...problems },
      },
    },
    async ({ params: { session_id } }) => {
      await sessions.end(session_id);
      return { message: `Session ${session_id} has ended` };
    },
  );
};
