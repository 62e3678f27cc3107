import { DomainError } from '../server/domain/errors.ts';
import type * as z from '../server/domain/zod.ts';

/** Reads what a client or a launch.json wrote. Throws `bad-launch` with the first thing that is wrong, in one sentence. */
export function parseArguments<Schema extends z.ZodMiniType>(
  schema: Schema,
  args: unknown,
  origin: string,
): z.infer<Schema> {
  const result = schema.safeParse(args);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  throw new DomainError('bad-launch', `${[origin, path.join('.'), message].filter(Boolean).join(': ')}`);
}
