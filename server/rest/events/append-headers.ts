import * as z from 'zod';
import { isDomainError } from '../../domain/errors.ts';
import { Refusal } from '../refusal.ts';

export const IdempotencyKey = z
  .string()
  .min(1)
  .max(255)
  .optional()
  .meta({ description: 'The same append sent again with the same key is carried out once.' });

export const IfMatch = z
  .string()
  .regex(/^"?\d{1,15}"?$/, { error: 'must be the version that the stream has now, such as "7"; "0" for a new stream' })
  .optional()
  .meta({ description: 'The version that the stream has now: "7". "0" for a new stream.' });

export function expectedVersionOf(ifMatch: string | undefined): number | undefined {
  return ifMatch === undefined ? undefined : Number(ifMatch.replaceAll('"', ''));
}

/** With a condition in the request, a conflict is the failure of that condition. */
export async function underCondition<T>(expectedVersion: number | undefined, append: () => Promise<T>): Promise<T> {
  try {
    return await append();
  } catch (error) {
    if (expectedVersion === undefined || !isDomainError(error, 'version-conflict')) throw error;
    throw new Refusal('precondition-failed', error.message);
  }
}
