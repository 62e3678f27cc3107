import { exportSession as toFile } from '../../replay/session-file.ts';
import { paced } from '../paced.ts';
import { problems, type Route } from '../route.ts';
import { SessionFileShape } from '../sessions/session-file-shape.ts';
import { SessionParams } from '../sessions/session-shapes.ts';

/** The session as a session file, which `import` reads again. */
export const exportSession: Route = (app, { sessions, limits }) => {
  app.get(
    '/sessions/:session_id/export',
    {
      schema: {
        operationId: 'exportSession',
        tags: ['sessions'],
        summary: 'The session as a session file',
        params: SessionParams,
        response: { 200: SessionFileShape, ...problems },
      },
    },
    async ({ params }, reply) => {
      const session = sessions.get(params.session_id);
      session.assertStill();
      return session.look(() =>
        paced(reply, limits, async (pace) => {
          await session.replay.look(pace);
          return toFile(session.replay, pace);
        }),
      );
    },
  );
};
