import * as z from 'zod';
import { messageOf } from '../../../domain/errors.ts';
import type { RecordedEvent } from '../../../domain/event.ts';
import { ROWS, toRowLine } from '../../../protocol/event-rows.ts';
import { acceptedForm } from '../../events/answer-events.ts';
import { toEventAnswer } from '../../events/event-shape.ts';
import { FilterQuery, readFilter } from '../../events/filter-query.ts';
import { LiveFeeds } from '../../events/live-feeds.ts';
import { toBody } from '../../json-body.ts';
import { problems, type Route } from '../../route.ts';

/**
 * New events as they are appended, as server-sent events: `ready` when the store is being followed, `appended` for each
 * event, `lost` when events since `Last-Event-ID` are not known any more, `problem` when following fails; it goes on then.
 */
export const followEvents: Route = (app, { store, limits, eventStreams }) => {
  const feeds = new LiveFeeds(store, limits);
  app.addHook('onClose', async () => feeds.close());
  app.get(
    '/events/live',
    {
      schema: {
        operationId: 'follow_events',
        tags: ['events'],
        summary: 'New events as they are appended, as server-sent events',
        description:
          '`ready` comes first, then `appended` with an event, `lost` when events since `Last-Event-ID` are not known any more, and `problem` when following the store fails; it goes on then.',
        headers: z.object({ 'last-event-id': z.string().optional() }),
        querystring: FilterQuery,
        response: {
          200: { description: 'A stream.', content: { 'text/event-stream': { schema: z.string() } } },
          ...problems,
        },
      },
    },
    async (request, reply) => {
      const write =
        acceptedForm(request) === ROWS ? rowText : (event: RecordedEvent) => answerText(event, limits.resultBytes);
      const joined = feeds.join(readFilter(request.query), request.headers['last-event-id'], {
        onEvent: (id, event) => void stream.send({ id, event: 'appended', data: write(event) }),
        onError: (error) => void stream.send({ event: 'problem', data: JSON.stringify({ detail: messageOf(error) }) }),
      });
      const stream = openOr(joined.leave, () => eventStreams.open(reply, joined.leave));
      if (!joined.missed) stream.send({ event: 'lost', data: '{}' });
      for (const [id, event] of joined.missed ?? []) stream.send({ id, event: 'appended', data: write(event) });
      stream.send({ id: joined.id, event: 'ready', data: '{}' });
    },
  );
};

/** What was joined is left when the answer cannot begin. */
function openOr<T>(leave: () => void, open: () => T): T {
  try {
    return open();
  } catch (error) {
    leave();
    throw error;
  }
}

function rowText(event: RecordedEvent): string {
  return JSON.stringify(toRowLine(event));
}

function answerText(event: RecordedEvent, maxBytes: number): string {
  return toBody(toEventAnswer(event), maxBytes);
}
