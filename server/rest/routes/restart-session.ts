import { problems, type Route } from '../route.ts';
import { describeMove } from '../sessions/answer-move.ts';
import { Moved, SessionParams } from '../sessions/session-shapes.ts';

/** To the first event, with what arrived in the store since. Breakpoints and watches stay. */
export const restartSession: Route = (app, { sessions }) => {
  app.post(
    '/sessions/:session_id/restart',
    {
      schema: {
        operationId: 'restartSession',
        tags: ['moves'],
        summary: 'Go back to the first event, reading the store anew',
        params: SessionParams,
        response: { 200: Moved, ...problems },
      },
    },
    async ({ params }) => {
      const session = sessions.get(params.session_id);
      await session.restart();
      return describeMove(session, 'restarted', 'The replay is on its first event again');
    },
  );
};
