import type { JsonValue } from '../domain/json.ts';
import type { Overwritten, Projection, State } from './projection.ts';

/**
 * The default projection: `event_data` is merged into the state, the last writer of a top-level field wins. Deliberately
 * dumb, and so predictable.
 */
export const shallowMerge: Projection = {
  name: 'shallow merge',
  initialState: () => Object.create(null) as State,
  apply: (state, event) => {
    const data = event.event_data as Record<string, JsonValue>;
    const overwritten: Overwritten[] = [];
    for (const key of Object.keys(data)) {
      overwritten.push({ key, old: state[key] });
      state[key] = data[key]!;
    }
    return overwritten;
  },
};
