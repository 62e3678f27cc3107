import * as z from 'zod';
import { IdempotencyKey } from '../../events/append-headers.ts';
import { appendNumbered } from '../../events/append-numbered.ts';
import { APPEND_BYTES, APPEND_TYPES, readLines } from '../../events/body-lines.ts';
import { IdempotentAnswers } from '../../events/idempotent-answers.ts';
import { NewEvent } from '../../events/new-event.ts';
import { requestText } from '../../events/request-text.ts';
import { problems, type Route } from '../../route.ts';

const Saved = z.object({ event_ids: z.array(z.string()).meta({ description: 'In the order of the events.' }) });

/** Append several events, all or none. */
export const appendEvents: Route = (app, { store }) => {
  const idempotent = new IdempotentAnswers();
  app.post(
    '/events/batch',
    {
      bodyLimit: APPEND_BYTES,
      schema: {
        operationId: 'append_events',
        tags: ['events'],
        summary: 'Append several events, all or none',
        description: 'As JSON, or as JSON Lines as `event-replay export` writes them, payloads to the letter.',
        consumes: APPEND_TYPES,
        headers: z.object({ 'idempotency-key': IdempotencyKey }),
        body: z.union([z.object({ events: z.array(NewEvent).max(10_000) }), z.string()]),
        response: { 201: Saved, ...problems },
      },
    },
    async (request, reply) => {
      const { headers, body } = request;
      const saved = await idempotent.once(headers['idempotency-key'], requestText(request), async () => {
        if (typeof body !== 'string') return appendNumbered(store, body.events);
        const events = readLines(body, request.headers['content-type']);
        await store.saveEvents(events);
        return events;
      });
      return reply.code(201).send({ event_ids: saved.map(({ event_id }) => event_id) });
    },
  );
};
