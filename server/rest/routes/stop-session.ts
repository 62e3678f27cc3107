import { problems, type Route } from '../route.ts';
import { describeMove } from '../sessions/answer-move.ts';
import { Moved, SessionParams } from '../sessions/session-shapes.ts';

/** Stops a replay. Moving it back, jumping or restarting wakes it; `DELETE` ends it for good. */
export const stopSession: Route = (app, { sessions }) => {
  app.post(
    '/sessions/:session_id/stop',
    {
      schema: {
        operationId: 'stopSession',
        tags: ['moves'],
        summary: 'Stop a replay',
        params: SessionParams,
        response: { 200: Moved, ...problems },
      },
    },
    async ({ params }) => {
      const session = sessions.get(params.session_id);
      await session.stop();
      return describeMove(session, 'stopped', 'The replay is stopped');
    },
  );
};
