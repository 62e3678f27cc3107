import { STATUS_CODES } from 'node:http';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { type DomainErrorCode, isDomainError } from '../domain/errors.ts';
import { BadExpression } from '../domain/expressions/index.ts';
import { Refusal, type RefusalCode } from './refusal.ts';

/** An error as RFC 9457 writes it. `code` is for programs, `detail` for people. */
export const Problem = z.object({
  type: z.string().meta({ description: 'Always about:blank: the code says more.' }),
  title: z.string().meta({ description: 'The words of the HTTP status.' }),
  status: z.int(),
  code: z.string().meta({ description: 'What went wrong: stream-not-found, bad-expression …' }),
  detail: z.string().meta({ description: 'One sentence that says what to do.' }),
  errors: z
    .array(z.object({ at: z.string(), message: z.string() }))
    .optional()
    .meta({ description: 'What is wrong in the request, member by member.' }),
  span: z
    .object({ from: z.int(), to: z.int() })
    .optional()
    .meta({ description: 'Where an expression is wrong, in characters from 0; `to` is exclusive.' }),
});
export type Problem = z.infer<typeof Problem>;

const STATUS: Readonly<Record<DomainErrorCode | RefusalCode, number>> = {
  'bad-json': 400,
  'invalid-request': 422,
  'token-required': 401,
  'wrong-host': 421,
  'cross-site': 403,
  'read-only-store': 403,
  'projections-not-allowed': 403,
  'not-found': 404,
  'session-not-found': 404,
  'breakpoint-not-found': 404,
  'watch-not-found': 404,
  'stream-not-found': 404,
  'event-not-found': 404,
  'snapshot-version-unknown': 404,
  'version-conflict': 409,
  'duplicate-event': 409,
  'session-running': 409,
  cancelled: 409,
  'precondition-failed': 412,
  'invalid-event': 422,
  'idempotency-conflict': 422,
  'bad-store-uri': 422,
  'bad-filter': 422,
  'bad-timestamp': 422,
  'bad-expression': 422,
  'bad-breakpoint': 422,
  'bad-position': 422,
  'bad-launch': 422,
  'projection-failed': 422,
  'result-too-large': 422,
  'limit-reached': 422,
  'rate-limited': 429,
  'too-many-sessions': 429,
  'too-many-streams': 429,
  'store-not-found': 503,
  'not-a-store': 503,
  'store-busy': 503,
  'store-failed': 503,
  'node-too-old': 503,
  'took-too-long': 503,
};

/** The problem that an error is for a caller. What nobody foresaw is a 500 that tells nothing of the inside. */
export function toProblem(error: unknown): Problem {
  if (isDomainError(error)) {
    const span = error instanceof BadExpression ? { span: error.span } : {};
    return { ...problem(STATUS[error.code], error.code, error.message), ...span };
  }
  if (error instanceof Refusal) return problem(STATUS[error.code], error.code, error.message);
  if (hasZodFastifySchemaValidationErrors(error)) {
    const where = error.validationContext ?? 'body';
    const errors = error.validation.map(({ instancePath, message = 'is wrong' }) => ({
      at: `${where}${instancePath === '/' ? '' : instancePath}`,
      message,
    }));
    const detail = errors.map(({ at, message }) => `${at}: ${message}`).join('; ');
    return { ...problem(422, 'invalid-request', detail), errors };
  }
  if (isFrameworkError(error)) return problem(error.statusCode, 'invalid-request', error.message);
  return problem(500, 'internal', 'The service made a mistake; its log says more');
}

/** Fastify's own refusals: a body that is too large, a type that nobody reads, a URL that cannot be decoded. */
function isFrameworkError(error: unknown): error is Error & { statusCode: number } {
  if (!(error instanceof Error) || !('statusCode' in error)) return false;
  return typeof error.statusCode === 'number' && error.statusCode >= 400 && error.statusCode < 500;
}

function problem(status: number, code: string, detail: string): Problem {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, code, detail };
}
