import * as z from 'zod';
import { ROWS, toSnapshotLine } from '../../../protocol/event-rows.ts';
import { acceptedForm } from '../../events/answer-events.ts';
import { SnapshotAnswer } from '../../events/snapshot-shape.ts';
import { problems, type Route } from '../../route.ts';

/** The snapshots of an aggregate. */
export const listSnapshots: Route = (app, { store }) => {
  app.get(
    '/aggregates/:aggregate_id/snapshots',
    {
      schema: {
        operationId: 'list_snapshots',
        tags: ['snapshots'],
        summary: 'The snapshots of an aggregate, the highest version first',
        params: z.object({ aggregate_id: z.string() }),
        querystring: z.object({
          latest: z.stringbool().default(false).meta({ description: 'Only the latest that has not expired.' }),
        }),
        response: {
          200: {
            description: 'The snapshots.',
            content: {
              'application/json': { schema: z.object({ snapshots: z.array(SnapshotAnswer) }) },
              [ROWS]: { schema: z.string() },
            },
          },
          ...problems,
        },
      },
    },
    async (request, reply) => {
      const { aggregate_id } = request.params;
      const latest = request.query.latest ? await store.getLatestSnapshot(aggregate_id) : undefined;
      const snapshots = request.query.latest ? (latest ? [latest] : []) : await store.listSnapshots(aggregate_id);
      if (acceptedForm(request) !== ROWS) return reply.send({ snapshots });
      const lines = snapshots.map((snapshot) => `${JSON.stringify(toSnapshotLine(snapshot))}\n`);
      return reply.type(ROWS).send(lines.join(''));
    },
  );
};
