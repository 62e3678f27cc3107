import { problems, type Route } from '../route.ts';
import { answerMove } from '../sessions/answer-move.ts';
import { Moved, OfAggregate, SessionParams } from '../sessions/session-shapes.ts';

/** A session that follows its stream may wait for its next event for ever; its caller waits so many milliseconds. */
const PATIENCE_AT_THE_END = 2_000;

/** Moves exactly one event forward. On the last event the session becomes `stopped`, or waits for the next one when it follows. */
export const stepSession: Route = (app, { sessions, limits }) => {
  app.post(
    '/sessions/:session_id/step',
    {
      schema: {
        operationId: 'stepSession',
        tags: ['moves'],
        summary: 'Move one event forward',
        params: SessionParams,
        body: OfAggregate,
        response: { 200: Moved, ...problems },
      },
    },
    async ({ params, body }) => {
      const session = sessions.get(params.session_id);
      session.assertReplays(body.aggregate_id);
      return answerMove(session, (replay) => replay.stepForward(body.aggregate_id), {
        status: 'stepped',
        message: 'Moved one event',
        wait: session.follows ? PATIENCE_AT_THE_END : limits.workTimeout,
      });
    },
  );
};
