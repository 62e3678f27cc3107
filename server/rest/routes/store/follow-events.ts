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
 * Bytes that are handed to the network for one reader before the next event waits its turn: more than the network takes
 * without a word, so that it says when there is room again.
 */
const AT_ONCE = 1 << 16;

/**
 * New events as they are appended, as server-sent events. Each reader gets them as fast as it reads; a reader who falls
 * behind what is kept is cut off.
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
          '`ready` comes first, after `lost` when events since `Last-Event-ID` are not known any more; then `appended` with an event, and `problem` when following the store fails; it goes on then.',
        headers: z.object({ 'last-event-id': z.string().optional() }),
        querystring: FilterQuery,
        response: {
          200: { description: 'A stream.', content: { 'text/event-stream': { schema: z.string() } } },
          ...problems,
        },
      },
    },
    async (request, reply) => {
      const filter = readFilter(request.query);
      const write = acceptedForm(request) === ROWS ? rowText : answerText(limits.resultBytes);
      const { feed, leave } = feeds.join(filter, {
        onNews: () => pump(),
        onError: (error) => void stream.send({ event: 'problem', data: JSON.stringify({ detail: messageOf(error) }) }),
      });
      const stream = openOr(leave, () => eventStreams.open(reply, leave, () => pump()));
      const lastId = request.headers['last-event-id'];
      const place = lastId === undefined ? feed.last : feed.numberOf(lastId);
      let next = (place ?? feed.last) + 1;
      const isLost = place === undefined || next < feed.first;
      if (isLost) stream.send({ event: 'lost', data: '{}' });
      next = Math.max(next, feed.first);
      stream.send({ id: feed.idOf(next - 1), event: 'ready', data: '{}' });
      const pump = () => {
        // Too slow for what is kept: who comes again is told what is lost.
        if (next < feed.first) return stream.cut();
        while (next <= feed.last && stream.pending < AT_ONCE) {
          stream.send({ id: feed.idOf(next), ...news(feed.at(next)!, write) });
          next++;
        }
      };
      pump();
    },
  );
};

/** An event that is too large for an answer is told as a problem: the others must not wait behind it. */
function news(event: RecordedEvent, write: (event: RecordedEvent) => string): { event: string; data: string } {
  try {
    return { event: 'appended', data: write(event) };
  } catch (error) {
    return { event: 'problem', data: JSON.stringify({ detail: `Event ${event.event_id}: ${messageOf(error)}` }) };
  }
}

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

function answerText(maxBytes: number): (event: RecordedEvent) => string {
  return (event) => toBody(toEventAnswer(event), maxBytes);
}
