import * as z from 'zod';
import { describeFailures } from '../../replay/breakpoint.ts';
import { describeBreakpoint } from '../../replay/session-file.ts';
import { problems, type Route } from '../route.ts';
import { BreakpointShape, SessionParams } from '../sessions/session-shapes.ts';

const Breakpoints = z.object({
  breakpoints: z.array(
    BreakpointShape.extend({
      failures: z.string().nullable().meta({ description: 'On how many events its condition failed in the last run.' }),
    }),
  ),
});

/** The breakpoints of a session, and how their conditions fared in the last run. */
export const listBreakpoints: Route = (app, { sessions }) => {
  app.get(
    '/sessions/:session_id/breakpoints',
    {
      schema: {
        operationId: 'listBreakpoints',
        tags: ['breakpoints and watches'],
        summary: 'List the breakpoints',
        params: SessionParams,
        response: { 200: Breakpoints, ...problems },
      },
    },
    async ({ params }) => ({
      breakpoints: sessions
        .get(params.session_id)
        .replay.breakpoints.list()
        .map((each) => ({ ...describeBreakpoint(each), failures: describeFailures(each.record) ?? null })),
    }),
  );
};
