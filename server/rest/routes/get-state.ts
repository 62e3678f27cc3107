import * as z from 'zod';
import { DomainError } from '../../domain/errors.ts';
import { parseStatePath, valueAt } from '../../domain/state-path.ts';
import { paced } from '../paced.ts';
import { problems, type Route } from '../route.ts';
import { Json, SessionParams } from '../sessions/session-shapes.ts';
import { describePlace, Place, PlaceShape, viewAt } from '../sessions/view-at.ts';

const Part = Place.extend({
  path: z.string().max(10_000).optional().meta({ description: 'Only this part of it: items[0].qty' }),
});
const StateAt = z.object({ ...PlaceShape, state: Json });

/** The state after the current event, or after any other without moving the session. */
export const getState: Route = (app, { sessions, limits }) => {
  app.get(
    '/sessions/:session_id/state',
    {
      schema: {
        operationId: 'getState',
        tags: ['looking'],
        summary: 'The state after an event',
        params: SessionParams,
        querystring: Part,
        response: { 200: StateAt, ...problems },
      },
    },
    async ({ params, query }, reply) => {
      const session = sessions.get(params.session_id);
      const view = await paced(reply, limits, (pace) => viewAt(session, query, pace));
      const { path } = query;
      if (path === undefined) return { ...describePlace(view), state: view.state };
      const value = valueAt(view.state, parseStatePath(path) ?? noPath(path));
      return { ...describePlace(view), state: value ?? null };
    },
  );
};

function noPath(path: string): never {
  throw new DomainError('bad-position', `'${path}' is no part of a state: write a path such as items[0].qty`);
}
