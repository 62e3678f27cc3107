/** Query documents: a small head and an expression. */

export { storeProblem, typeDoubts } from './check-query.ts';
export { completeQuery, KEY_HELP } from './complete-query.ts';
export { formatQuery } from './format-query.ts';
export { hoverQuery } from './hover-query.ts';
export * from './known-events.ts';
export { parseQuery } from './parse-query.ts';
export { type Place, placeIn } from './place-in-query.ts';
export { HEAD_KEYS, type HeadKey, isHeadKey, MOST_RESULTS, type Part, type Problem, type Query } from './query.ts';
export { toFilter } from './to-filter.ts';
