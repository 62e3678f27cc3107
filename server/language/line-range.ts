import type { Range } from 'vscode-languageserver';
import { MAX_LINE } from '../domain/stream-text.ts';

/** Whole lines of a document, both counted from 0 and both included. */
export function lineRange(first: number, last = first): Range {
  return { start: { line: first, character: 0 }, end: { line: last, character: MAX_LINE } };
}
