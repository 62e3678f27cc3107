import * as z from 'zod';
import { paced } from '../paced.ts';
import { problems, type Route } from '../route.ts';
import { sessionInfo } from '../sessions/session-info.ts';
import { Json, SessionParams } from '../sessions/session-shapes.ts';

const WatchList = z.object({
  watches: z.array(z.string()),
  watched_values: z.record(z.string(), Json).meta({ description: 'Where the replay stands; none while it runs.' }),
});

/** The watched expressions in order of adding, and their values. */
export const listWatches: Route = (app, { sessions, limits }) => {
  app.get(
    '/sessions/:session_id/watches',
    {
      schema: {
        operationId: 'listWatches',
        tags: ['breakpoints and watches'],
        summary: 'List the watches and their values',
        params: SessionParams,
        response: { 200: WatchList, ...problems },
      },
    },
    async ({ params }, reply) => {
      const session = sessions.get(params.session_id);
      const { watched_values } = await paced(reply, limits, (pace) => sessionInfo(session, pace));
      return { watches: [...session.replay.watches.list()], watched_values };
    },
  );
};
