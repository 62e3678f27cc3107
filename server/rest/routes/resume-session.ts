import { problems, type Route } from '../route.ts';
import { answerMove } from '../sessions/answer-move.ts';
import { Moved, SessionParams, Wait } from '../sessions/session-shapes.ts';

/** Runs to the next hit or to the last event. The answer comes at once, or after `wait` seconds at the latest. */
export const resumeSession: Route = (app, { sessions }) => {
  app.post(
    '/sessions/:session_id/resume',
    {
      schema: {
        operationId: 'resumeSession',
        tags: ['moves'],
        summary: 'Run to the next hit',
        params: SessionParams,
        querystring: Wait,
        response: { 200: Moved, ...problems },
      },
    },
    async ({ params, query }) =>
      answerMove(sessions.get(params.session_id), (replay) => replay.runForward(), {
        status: 'resumed',
        message: 'The replay runs',
        wait: query.wait * 1_000,
      }),
  );
};
