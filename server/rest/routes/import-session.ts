import * as z from 'zod';
import { problems, type Route } from '../route.ts';
import { restoreSession } from '../sessions/restore-session.ts';
import { SessionFileBody } from '../sessions/session-file-shape.ts';

/** A session file holds up to 100,000 timeline entries. */
const MOST_BYTES = 64 << 20;

const Started = z.object({ session_id: z.string(), status: z.string(), message: z.string() });

/** A session from a session file, as `export` writes it: its streams, breakpoints and watches, where it stood. */
export const importSession: Route = (app, { sessions, limits }) => {
  app.post(
    '/sessions/import',
    {
      bodyLimit: MOST_BYTES,
      schema: {
        operationId: 'importSession',
        tags: ['sessions'],
        summary: 'Start a session from a session file',
        body: SessionFileBody,
        response: { 200: Started, ...problems },
      },
    },
    async ({ body }) => {
      const { session, remark } = await restoreSession(sessions, body, limits);
      const message = `Restored a replay of ${session.replay.aggregateIds.join(', ')}`;
      return { session_id: session.id, status: 'started', message: remark ? `${message}, ${remark}` : message };
    },
  );
};
