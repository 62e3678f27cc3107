import * as z from 'zod';
import { type TimelineEntry, timeline, timelineLength } from '../../replay/timeline.ts';
import { paced } from '../paced.ts';
import { problems, type Route } from '../route.ts';
import { SessionParams, TimelineEntryShape } from '../sessions/session-shapes.ts';

const MOST = 10_000;

const Page = z.object({
  offset: z.coerce.number().int().min(0).optional().meta({ description: 'Leave so many out; the last page without.' }),
  limit: z.coerce.number().int().min(1).max(MOST).default(MOST),
});
const Timeline = z.object({
  timeline: z.array(TimelineEntryShape),
  timeline_length: z.int().meta({ description: 'Of the whole.' }),
  offset: z.int().meta({ description: 'How many entries come before these.' }),
});

/** The events that the replay has passed, the oldest first: its latest 10,000, or any page. */
export const getTimeline: Route = (app, { sessions, limits }) => {
  app.get(
    '/sessions/:session_id/timeline',
    {
      schema: {
        operationId: 'getTimeline',
        tags: ['looking'],
        summary: 'The events that the replay has passed',
        params: SessionParams,
        querystring: Page,
        response: { 200: Timeline, ...problems },
      },
    },
    async ({ params, query: { offset: wanted, limit } }, reply) => {
      const { replay } = sessions.get(params.session_id);
      const length = timelineLength(replay);
      const offset = wanted ?? Math.max(0, length - limit);
      const entries: TimelineEntry[] = [];
      await paced(reply, limits, async (pace) => {
        if (offset >= length) return;
        for await (const entry of timeline(replay, offset)) {
          entries.push(entry);
          if (entries.length >= limit) return;
          await pace.breatheOrCancel(entries.length);
        }
      });
      return { timeline: entries, timeline_length: length, offset };
    },
  );
};
