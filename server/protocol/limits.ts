/** One `lastEvents` looks at no more aggregates than this. */
export const MOST_LAST_EVENTS = 100;
/** One `inlineChanges` looks at no more events than this. */
export const MOST_INLINE_CHANGES = 500;
