import type { RecordedEvent } from '../domain/event.ts';
import { loadProjection, type ProjectionOptions } from '../projections/load-projection.ts';
import type { Conversion } from './conversion.ts';

export interface LoadedLift {
  readonly lift: NonNullable<Conversion['lift']>;
  close(): Promise<void>;
}

/** The user's upcasters, as a replay has them. Throws `bad-launch` and `projection-failed` when they cannot be loaded. */
export async function loadLift(
  upcasters: readonly string[],
  options: Pick<ProjectionOptions, 'baseFolder' | 'onOutput'>,
): Promise<LoadedLift> {
  const projection = await loadProjection({ ...options, upcasters });
  const { signal } = new AbortController();
  const lift = async (events: readonly RecordedEvent[]) => {
    const lifted: RecordedEvent[] = [];
    while (lifted.length < events.length) {
      const ready = await projection.prepare?.(events.slice(lifted.length), () => ({}), signal);
      lifted.push(...(ready ?? events));
    }
    return lifted;
  };
  return { lift, close: async () => projection.close?.() };
}
