import { paced } from '../paced.ts';
import { problems, type Route } from '../route.ts';
import { SessionInfo, sessionInfo } from '../sessions/session-info.ts';
import { SessionParams } from '../sessions/session-shapes.ts';

/** Where a session stands, with its breakpoints and the values of its watches. */
export const getSession: Route = (app, { sessions, limits }) => {
  app.get(
    '/sessions/:session_id',
    {
      schema: {
        operationId: 'getSession',
        tags: ['sessions'],
        summary: 'Where a session stands',
        params: SessionParams,
        response: { 200: SessionInfo, ...problems },
      },
    },
    async ({ params }, reply) => {
      const session = sessions.get(params.session_id);
      return paced(reply, limits, (pace) => sessionInfo(session, pace));
    },
  );
};
