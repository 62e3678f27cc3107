import * as z from 'zod';
import { problems, type Route } from '../route.ts';
import { addWatchTo } from '../sessions/add-watch-to.ts';
import { Message, SessionParams } from '../sessions/session-shapes.ts';

const Watch = z.object({
  expression: z.string().min(1).max(8_000).meta({ description: "A Python expression: event_data.get('reward', 0)" }),
});

/** Watches an expression wherever the replay stands; adding it twice keeps one. A wrong one has its error as its value. */
export const addWatch: Route = (app, { sessions, limits }) => {
  app.post(
    '/sessions/:session_id/watches',
    {
      schema: {
        operationId: 'addWatch',
        tags: ['breakpoints and watches'],
        summary: 'Watch an expression',
        params: SessionParams,
        body: Watch,
        response: { 200: Message, ...problems },
      },
    },
    async ({ params, body: { expression } }) => {
      addWatchTo(sessions.get(params.session_id), expression, limits.watches);
      return { message: `Watching ${expression}` };
    },
  );
};
