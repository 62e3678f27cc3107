import * as z from 'zod';
import type { MoveTarget } from '../../replay/stop.ts';
import { problems, type Route } from '../route.ts';
import { answerMove } from '../sessions/answer-move.ts';
import { Moved, SessionParams } from '../sessions/session-shapes.ts';

const Target = z
  .object({
    position: z
      .int()
      .min(1)
      .optional()
      .meta({ description: "In the session's log; with an aggregate, in its stream." }),
    version: z.int().min(1).optional().meta({ description: 'Needs the aggregate where there are several.' }),
    timestamp: z.string().optional().meta({ description: 'The last event that is not later.' }),
    event_id: z.string().optional(),
    to: z.enum(['first', 'last']).optional(),
    aggregate_id: z.string().optional().meta({ description: 'Whose position or version it is.' }),
  })
  .refine(({ aggregate_id: _, ...named }) => Object.values(named).filter((each) => each !== undefined).length === 1, {
    error: 'must name one of position, version, timestamp, event_id and to',
  });

/** Jumps to an event, evaluating nothing on the way. */
export const moveSession: Route = (app, { sessions, limits }) => {
  app.post(
    '/sessions/:session_id/move',
    {
      schema: {
        operationId: 'moveSession',
        tags: ['moves'],
        summary: 'Jump to an event',
        params: SessionParams,
        body: Target,
        response: { 200: Moved, ...problems },
      },
    },
    async ({ params, body }) => {
      const session = sessions.get(params.session_id);
      session.assertReplays(body.aggregate_id);
      return answerMove(session, (replay) => replay.moveTo(toTarget(body)), {
        status: 'moved',
        message: 'Jumped to the event',
        wait: limits.workTimeout,
      });
    },
  );
};

function toTarget({ position, version, timestamp, event_id, to, aggregate_id }: z.infer<typeof Target>): MoveTarget {
  if (position !== undefined) return { position, aggregate_id };
  if (version !== undefined) return { version, aggregate_id };
  if (timestamp !== undefined) return { timestamp };
  return event_id === undefined ? to! : { event_id };
}
