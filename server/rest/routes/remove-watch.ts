import * as z from 'zod';
import { Refusal } from '../refusal.ts';
import { problems, type Route } from '../route.ts';
import { Message, SessionParams } from '../sessions/session-shapes.ts';

/** Watches an expression no more. */
export const removeWatch: Route = (app, { sessions }) => {
  app.delete(
    '/sessions/:session_id/watches/:expression',
    {
      schema: {
        operationId: 'removeWatch',
        tags: ['breakpoints and watches'],
        summary: 'Remove a watch',
        params: SessionParams.extend({ expression: z.string().meta({ description: 'URL-encoded.' }) }),
        response: { 200: Message, ...problems },
      },
    },
    async ({ params: { session_id, expression } }) => {
      if (sessions.get(session_id).replay.watches.remove(expression)) {
        return { message: `Watching ${expression} no more` };
      }
      throw new Refusal('watch-not-found', `This session does not watch '${expression}'`);
    },
  );
};
