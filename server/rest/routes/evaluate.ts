import * as z from 'zod';
import { DomainError, messageOf } from '../../domain/errors.ts';
import { compileExpression, EvaluationError, repr, toJson, typeName } from '../../domain/expressions/index.ts';
import { paced } from '../paced.ts';
import { problems, type Route } from '../route.ts';
import { Json, SessionParams } from '../sessions/session-shapes.ts';
import { describePlace, PlaceShape, viewAt } from '../sessions/view-at.ts';

/** Characters of a value as Python prints it. */
const PREVIEW = 10_000;

const Question = z.object({
  expression: z.string().min(1).max(10_000),
  position: z.int().min(1).optional(),
  aggregate_id: z.string().optional(),
});
const Answer = z.object({
  ...PlaceShape,
  value: Json.meta({ description: 'As JSON: tuples and sets are lists.' }),
  repr: z.string().meta({ description: 'As Python prints it.' }),
  type: z.string().meta({ description: "Python's name of its type." }),
});

/** The value of a Python expression at the current event, or at any other without moving the session. */
export const evaluate: Route = (app, { sessions, limits }) => {
  app.post(
    '/sessions/:session_id/evaluate',
    {
      schema: {
        operationId: 'evaluate',
        tags: ['looking'],
        summary: 'Evaluate an expression at an event',
        params: SessionParams,
        body: Question,
        response: { 200: Answer, ...problems },
      },
    },
    async ({ params, body }, reply) => {
      const session = sessions.get(params.session_id);
      const compiled = compileExpression(body.expression);
      const view = await paced(reply, limits, (pace) => viewAt(session, body, pace));
      try {
        const value = compiled.evaluate(view);
        return { ...describePlace(view), value: toJson(value), repr: repr(value, PREVIEW), type: typeName(value) };
      } catch (error) {
        if (!(error instanceof EvaluationError)) throw error;
        throw new DomainError('bad-expression', messageOf(error), { cause: error });
      }
    },
  );
};
