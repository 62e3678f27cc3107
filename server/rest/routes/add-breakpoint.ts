import * as z from 'zod';
import { problems, type Route } from '../route.ts';
import { addBreakpointTo, BreakpointBody } from '../sessions/breakpoint-body.ts';
import { SessionParams } from '../sessions/session-shapes.ts';

const Added = z.object({ breakpoint_id: z.string(), message: z.string() });

/** A breakpoint on a type, a condition, an event, a part of the state, what is wrong, or any mix. A run takes notice at once. */
export const addBreakpoint: Route = (app, { sessions, limits }) => {
  app.post(
    '/sessions/:session_id/breakpoints',
    {
      schema: {
        operationId: 'addBreakpoint',
        tags: ['breakpoints and watches'],
        summary: 'Add a breakpoint',
        params: SessionParams,
        body: BreakpointBody,
        response: { 200: Added, ...problems },
      },
    },
    async ({ params, body }) => {
      const { id } = addBreakpointTo(sessions.get(params.session_id), body, limits.breakpoints);
      return { breakpoint_id: id, message: `Breakpoint ${id} is set` };
    },
  );
};
