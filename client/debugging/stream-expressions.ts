import * as vscode from 'vscode';
import { fieldOfLine } from '../../server/protocol/stream-line-field.ts';

const HEAD_TOKEN = /\S+/;
const PAYLOAD_TOKEN = /"(?:[^"\\]|\\.)*"?|[{}[\]]|[^\s"{}[\],:]+/;

/**
 * What "Add to Watch", "Evaluate in Debug Console" and the debugger's hover take from a stream document: over a key or a
 * value of a payload `event_data['reward']`, over the rest of a line the field that stands there.
 */
export const streamExpressions: vscode.EvaluatableExpressionProvider = {
  provideEvaluatableExpression: (document, position) => {
    const expression = fieldOfLine(document.lineAt(position).text, position.character);
    if (expression === undefined) return undefined;
    const token = expression.startsWith('event_data') ? PAYLOAD_TOKEN : HEAD_TOKEN;
    const range = document.getWordRangeAtPosition(position, token);
    return range && new vscode.EvaluatableExpression(range, expression);
  },
};
