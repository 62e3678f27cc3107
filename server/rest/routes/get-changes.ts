import * as z from 'zod';
import { formatStatePath } from '../../domain/state-path.ts';
import { paced } from '../paced.ts';
import { problems, type Route } from '../route.ts';
import { Json, SessionParams } from '../sessions/session-shapes.ts';
import { describePlace, Place, PlaceShape, viewAt } from '../sessions/view-at.ts';

const MOST = 1_000;

const Changes = z.object({
  ...PlaceShape,
  changes: z.array(
    z.object({
      path: z.string(),
      old: Json.optional().meta({ description: 'Left out where there was nothing.' }),
      new: Json.optional().meta({ description: 'Left out where there is nothing any more.' }),
    }),
  ),
  is_complete: z.boolean().meta({ description: `False when there are more than ${MOST.toLocaleString('en-US')}.` }),
});

/** What an event changed in the state: the current one, or any other without moving the session. */
export const getChanges: Route = (app, { sessions, limits }) => {
  app.get(
    '/sessions/:session_id/changes',
    {
      schema: {
        operationId: 'getChanges',
        tags: ['looking'],
        summary: 'What an event changed in the state',
        params: SessionParams,
        querystring: Place,
        response: { 200: Changes, ...problems },
      },
    },
    async ({ params, query }, reply) => {
      const session = sessions.get(params.session_id);
      const view = await paced(reply, limits, (pace) => viewAt(session, query, pace));
      const changes = view.changes(MOST + 1);
      return {
        ...describePlace(view),
        changes: changes.slice(0, MOST).map((change) => ({ ...change, path: formatStatePath(change.path) })),
        is_complete: changes.length <= MOST,
      };
    },
  );
};
