import type { FindViolation } from '../domain/anomalies.ts';
import { loadProjection } from '../projections/load-projection.ts';
import type { Projection } from '../projections/projection.ts';
import { loadSchemas } from '../schemas/load-schemas.ts';
import type { CommandContext } from './command.ts';

/** What the user brings along. */
export interface UserCode {
  readonly projection: Projection;
  readonly findViolation: FindViolation | undefined;
}

export interface CodeOptions {
  readonly projection?: string | undefined;
  readonly upcasters?: readonly string[] | undefined;
  readonly schemas?: string | undefined;
}

/**
 * Loads the user's projection, upcasters and schemas for some work, and ends what they run in after it. What the code
 * prints goes to the standard error. Throws `bad-launch` and `projection-failed`.
 */
export async function withUserCode<T>(
  { projection: named, upcasters, schemas }: CodeOptions,
  { printError, signal }: CommandContext,
  work: (code: UserCode) => Promise<T>,
): Promise<T> {
  const findViolation = schemas === undefined ? undefined : await loadSchemas(schemas);
  const projection = await loadProjection({
    projection: named,
    upcasters,
    baseFolder: process.cwd(),
    onOutput: (text) => printError(text.trimEnd()),
    signal,
  });
  try {
    return await work({ projection, findViolation });
  } finally {
    await projection.close?.();
  }
}
