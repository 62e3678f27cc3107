import { problems, type Route } from '../route.ts';
import { describeMove } from '../sessions/answer-move.ts';
import { Moved, SessionParams } from '../sessions/session-shapes.ts';

/** Stops a run where it is. A session that stands still stays where it is. */
export const pauseSession: Route = (app, { sessions }) => {
  app.post(
    '/sessions/:session_id/pause',
    {
      schema: {
        operationId: 'pauseSession',
        tags: ['moves'],
        summary: 'Pause a run',
        params: SessionParams,
        response: { 200: Moved, ...problems },
      },
    },
    async ({ params }) => {
      const session = sessions.get(params.session_id);
      await session.pause();
      return describeMove(session, 'paused', 'The replay is paused');
    },
  );
};
