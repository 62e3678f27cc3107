import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { RecordedEvent } from '../../domain/event.ts';
import { ROWS, toRowLine } from '../../protocol/event-rows.ts';
import { toEventLine } from '../../transfer/event-line.ts';
import { acceptedForm, LINES } from './answer-events.ts';
import { EventAnswer, toEventAnswer } from './event-shape.ts';

/** The answer 200 of a route that gives one event: as JSON, or as a line when `Accept` says so. */
export const oneEventAnswers = {
  description: 'The event.',
  content: {
    'application/json': { schema: EventAnswer },
    [LINES]: { schema: z.string() },
    [ROWS]: { schema: z.string() },
  },
};

export function answerEvent(request: FastifyRequest, reply: FastifyReply, event: RecordedEvent): FastifyReply {
  const form = acceptedForm(request);
  if (form === 'json') return reply.send(toEventAnswer(event));
  return reply.type(form).send(`${form === ROWS ? JSON.stringify(toRowLine(event)) : toEventLine(event)}\n`);
}
