/** Help with writing expressions: for the debug console, condition boxes and query documents. */
export { type Completion, completeExpression, completeTemplate } from './complete.ts';
export { expressionAt } from './expression-at.ts';
export { type Knowledge, learnEvents, learnState, nothingKnown } from './shape.ts';
export { type SignatureHelp, signatureHelp } from './signature-help.ts';
