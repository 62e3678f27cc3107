import * as z from 'zod';
import { type HistoryRow, watchHistory } from '../../replay/watch-history.ts';
import { paced } from '../paced.ts';
import { problems, type Route } from '../route.ts';
import { SessionParams } from '../sessions/session-shapes.ts';

const MOST = 10_000;

const Question = z.object({
  expression: z.string().min(1).max(8_000),
  aggregate_id: z.string().optional().meta({ description: 'Only at the events of its stream.' }),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(MOST).default(1_000),
});
const History = z.object({
  rows: z.array(
    z.object({
      aggregate_id: z.string(),
      position: z.int(),
      version: z.int(),
      timestamp: z.string(),
      type: z.string(),
      value: z.string().optional().meta({ description: 'As Python prints it.' }),
      error: z.string().optional().meta({ description: 'In place of a value.' }),
    }),
  ),
  next: z.int().nullable().meta({ description: 'The offset of the next page; null on the last one.' }),
});

/** An expression's value at every event, from the first to the last; the session does not move. */
export const getWatchHistory: Route = (app, { sessions, limits }) => {
  app.get(
    '/sessions/:session_id/watch-history',
    {
      schema: {
        operationId: 'getWatchHistory',
        tags: ['looking'],
        summary: "An expression's value at every event",
        params: SessionParams,
        querystring: Question,
        response: { 200: History, ...problems },
      },
    },
    async ({ params, query: { expression, aggregate_id, offset, limit } }, reply) => {
      const session = sessions.get(params.session_id);
      session.assertStill();
      session.assertReplays(aggregate_id);
      const rows: HistoryRow[] = [];
      let skipped = 0;
      await paced(reply, limits, async (pace) => {
        for await (const group of watchHistory(session.replay, expression, pace, aggregate_id)) {
          const wanted = group.slice(Math.max(0, offset - skipped));
          skipped += group.length - wanted.length;
          rows.push(...wanted);
          if (rows.length > limit) return;
        }
      });
      return { rows: rows.slice(0, limit), next: rows.length > limit ? offset + limit : null };
    },
  );
};
