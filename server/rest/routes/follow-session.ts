import * as z from 'zod';
import { toBody } from '../json-body.ts';
import { problems, type Route } from '../route.ts';
import type { FeedEntry } from '../sessions/session-feed.ts';
import { SessionParams } from '../sessions/session-shapes.ts';

/**
 * What happens to a session as it happens, as server-sent events: whoever moves it. `Last-Event-ID` goes on where a
 * reader was; what is kept no more is told by a `lost` event. A session does not expire while somebody reads.
 */
export const followSession: Route = (app, { sessions, eventStreams, limits }) => {
  app.get(
    '/sessions/:session_id/events',
    {
      schema: {
        operationId: 'followSession',
        tags: ['sessions'],
        summary: 'What happens to a session, as server-sent events',
        params: SessionParams,
        response: {
          200: {
            description: 'Events until the session ends.',
            content: { 'text/event-stream': { schema: z.string() } },
          },
          ...problems,
        },
      },
    },
    async ({ params, headers }, reply) => {
      const session = sessions.get(params.session_id);
      const { feed, replay } = session;
      const atEnd: (() => void)[] = [];
      const stream = eventStreams.open(reply, () => {
        for (const each of atEnd) each();
      });
      atEnd.push(session.hold());
      const send = ({ id, event, data }: FeedEntry) => {
        stream.send({ id: String(id), event, data: toBody(data, limits.resultBytes) });
        if (event === 'ended') stream.close();
      };
      const last = lastEventId(headers['last-event-id']);
      if (last === undefined || last > feed.last) {
        const { state, position } = replay;
        send({ id: feed.last, event: 'session', data: { session_id: session.id, state, position } });
      } else {
        const { lost, entries } = feed.after(last);
        if (lost > 0) send({ id: last + lost, event: 'lost', data: { events: lost } });
        entries.forEach(send);
      }
      atEnd.push(feed.listen(send));
      return reply;
    },
  );
};

function lastEventId(header: string | string[] | undefined): number | undefined {
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : undefined;
}
