import * as z from 'zod';
import { Refusal } from '../refusal.ts';
import { problems, type Route } from '../route.ts';
import { Message, SessionParams } from '../sessions/session-shapes.ts';

/** Removes a breakpoint; its id never comes back. */
export const removeBreakpoint: Route = (app, { sessions }) => {
  app.delete(
    '/sessions/:session_id/breakpoints/:breakpoint_id',
    {
      schema: {
        operationId: 'removeBreakpoint',
        tags: ['breakpoints and watches'],
        summary: 'Remove a breakpoint',
        params: SessionParams.extend({ breakpoint_id: z.string() }),
        response: { 200: Message, ...problems },
      },
    },
    async ({ params: { session_id, breakpoint_id } }) => {
      if (sessions.get(session_id).replay.breakpoints.remove(breakpoint_id)) {
        return { message: `Breakpoint ${breakpoint_id} is removed` };
      }
      throw new Refusal('breakpoint-not-found', `This session has no breakpoint '${breakpoint_id}'`);
    },
  );
};
