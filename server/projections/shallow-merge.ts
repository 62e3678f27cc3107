import type { Projection, State } from './projection.ts';

/**
 * The default projection: `event_data` is merged into the state, the last writer of a top-level field wins. Deliberately
 * dumb, and so predictable.
 */
export const shallowMerge: Projection = {
  name: 'shallow merge',
  fields: new Set(['event_data']),
  initialState: () => Object.create(null) as State,
  apply: (state, event, overwritten) => {
    const data = event.event_data;
    for (const key of Object.keys(data)) {
      overwritten.note(state, key);
      state[key] = data[key]!;
    }
  },
};
