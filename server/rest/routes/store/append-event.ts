import * as z from 'zod';
import { DomainError } from '../../../domain/errors.ts';
import type { Event } from '../../../domain/event.ts';
import { expectedVersionOf, IdempotencyKey, IfMatch, underCondition } from '../../events/append-headers.ts';
import { appendNumbered } from '../../events/append-numbered.ts';
import { APPEND_BYTES, APPEND_TYPES, readLines } from '../../events/body-lines.ts';
import { IdempotentAnswers } from '../../events/idempotent-answers.ts';
import { NewEvent } from '../../events/new-event.ts';
import { requestText } from '../../events/request-text.ts';
import { problems, type Route } from '../../route.ts';

const Saved = z.object({ event_id: z.string(), aggregate_id: z.string(), version: z.int() });

/** Append one event. */
export const appendEvent: Route = (app, { store }) => {
  const idempotent = new IdempotentAnswers();
  app.post(
    '/events',
    {
      bodyLimit: APPEND_BYTES,
      schema: {
        operationId: 'append_event',
        tags: ['events'],
        summary: 'Append one event',
        description: 'As JSON, or as one line of JSON Lines, which keeps payloads to the letter.',
        consumes: APPEND_TYPES,
        headers: z.object({ 'if-match': IfMatch, 'idempotency-key': IdempotencyKey }),
        body: z.union([NewEvent, z.string()]),
        response: { 201: Saved, ...problems },
      },
    },
    async (request, reply) => {
      const { headers, body } = request;
      const expectedVersion = expectedVersionOf(headers['if-match']);
      const append = async (): Promise<readonly Event[]> => {
        if (typeof body !== 'string') return appendNumbered(store, [body], expectedVersion);
        const events = readLines(body, request.headers['content-type']);
        const [event] = events;
        if (!event || events.length > 1) throw new DomainError('bad-json', 'POST /events takes one event: one line');
        await store.saveEvent(event, { expectedVersion });
        return events;
      };
      const [saved] = await idempotent.once(headers['idempotency-key'], requestText(request), () =>
        underCondition(expectedVersion, append),
      );
      const { event_id, aggregate_id, version } = saved!;
      return reply
        .code(201)
        .header('etag', `"${version}"`)
        .header('location', `/events/${encodeURIComponent(event_id.toWellFormed())}`)
        .send({ event_id, aggregate_id, version });
    },
  );
};
