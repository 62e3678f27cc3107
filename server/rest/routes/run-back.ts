import { problems, type Route } from '../route.ts';
import { answerMove } from '../sessions/answer-move.ts';
import { Moved, SessionParams, Wait } from '../sessions/session-shapes.ts';

/** Runs back to the previous hit or to the first event. The answer comes at once, or after `wait` seconds at the latest. */
export const runBack: Route = (app, { sessions }) => {
  app.post(
    '/sessions/:session_id/run-back',
    {
      schema: {
        operationId: 'runBack',
        tags: ['moves'],
        summary: 'Run back to the previous hit',
        params: SessionParams,
        querystring: Wait,
        response: { 200: Moved, ...problems },
      },
    },
    async ({ params, query }) =>
      answerMove(sessions.get(params.session_id), (replay) => replay.runBack(), {
        status: 'resumed',
        message: 'The replay runs back',
        wait: query.wait * 1_000,
      }),
  );
};
