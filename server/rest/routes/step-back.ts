import { problems, type Route } from '../route.ts';
import { answerMove } from '../sessions/answer-move.ts';
import { Moved, OfAggregate, SessionParams } from '../sessions/session-shapes.ts';

/** Undoes one event. The first event is the limit. */
export const stepBack: Route = (app, { sessions, limits }) => {
  app.post(
    '/sessions/:session_id/step-back',
    {
      schema: {
        operationId: 'stepBack',
        tags: ['moves'],
        summary: 'Move one event back',
        params: SessionParams,
        body: OfAggregate,
        response: { 200: Moved, ...problems },
      },
    },
    async ({ params, body }) => {
      const session = sessions.get(params.session_id);
      session.assertReplays(body.aggregate_id);
      return answerMove(session, (replay) => replay.stepBack(body.aggregate_id), {
        status: 'stepped',
        message: 'Moved one event back',
        wait: limits.workTimeout,
      });
    },
  );
};
