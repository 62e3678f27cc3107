import * as z from 'zod';
import type { Event } from '../../../domain/event.ts';
import { EVENT_FIELDS } from '../../../domain/event-fields.ts';
import { ROWS } from '../../../protocol/event-rows.ts';
import { acceptedForm, answerEvents, eventAnswers, type ReadPage } from '../../events/answer-events.ts';
import { Limit } from '../../events/filter-query.ts';
import { readPlace, toPlace } from '../../events/place.ts';
import { problems, type Route } from '../../route.ts';

const Query = z.object({
  from_version: z.coerce.number().int().min(0).optional(),
  cursor: z.string().optional().meta({ description: '`next` of the page before.' }),
  limit: Limit.default(100).meta({ description: 'At most 10,000 in a JSON answer; any number of lines.' }),
  fields: z
    .string()
    .optional()
    .meta({ description: 'Rows only: the fields that are wanted, `event_data,event_type`.' }),
});

/** The events of one aggregate in the order of its stream. */
export const getStreamEvents: Route = (app, { store, limits }) => {
  app.get(
    '/aggregates/:aggregate_id/events',
    {
      schema: {
        operationId: 'get_stream_events',
        tags: ['aggregates'],
        summary: 'The events of one aggregate in the order of its stream, page by page',
        params: z.object({ aggregate_id: z.string() }),
        querystring: Query,
        response: { 200: eventAnswers, ...problems },
      },
    },
    async (request, reply) => {
      const { aggregate_id } = request.params;
      const { from_version: fromVersion, cursor, limit, fields: names } = request.query;
      const fields = names !== undefined && acceptedForm(request) === ROWS ? fieldsNamed(names) : undefined;
      const read: ReadPage = async (from, most) => {
        const after = from === undefined ? undefined : readPlace(from);
        const events = await store.readStream(aggregate_id, { after, fromVersion, limit: most, fields });
        return { events, next: events.length < most ? undefined : toPlace(events.at(-1)!.key) };
      };
      return answerEvents(request, reply, { limit, cursor, fields }, { read, limits });
    },
  );
};

/** Names that this service does not know are left out: the caller may be newer. */
function fieldsNamed(names: string): ReadonlySet<keyof Event> {
  const wanted = new Set(names.split(','));
  return new Set(EVENT_FIELDS.filter((field) => wanted.has(field)));
}
