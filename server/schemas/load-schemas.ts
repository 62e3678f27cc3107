import type { FindViolation } from '../domain/anomalies.ts';
import { loadRegistry } from './load-registry.ts';

/**
 * What a replay asks of a folder of schemas: is this event's payload a violation? What has no schema never is one, and a
 * payload that cannot be read is something else that is wrong. Throws as `loadRegistry`.
 */
export async function loadSchemas(folder: string): Promise<FindViolation> {
  const registry = await loadRegistry(folder);
  return (event) => (event.malformed === undefined ? registry.violationOf(event) : undefined);
}
