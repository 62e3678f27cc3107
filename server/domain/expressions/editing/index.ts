/** Help with writing expressions: for the debug console, condition boxes and query documents. */
export { completeExpression, completeTemplate } from './complete.ts';
export { expressionAt } from './expression-at.ts';
export { type Hint, hoverExpression } from './hover.ts';
export type { Completion } from './item.ts';
export { type Knowledge, nothingKnown } from './knowledge.ts';
export { narrowTo } from './knowledge-at.ts';
export { learnEvents, learnState } from './learn.ts';
export { type SignatureHelp, signatureHelp } from './signature-help.ts';
