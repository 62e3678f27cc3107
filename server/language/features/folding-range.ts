import type { FoldingRange } from 'vscode-languageserver';
import { correlationRuns, longestRuns } from '../correlation-runs.ts';
import type { Feature } from '../feature.ts';
import { inStream } from '../in-stream.ts';
import type { WindowLine } from '../windows.ts';

/** VS Code takes no more, unless its user says so. */
const MOST = 5_000;

/** Events that follow each other fold when they belong to one correlation. */
export const foldingRangeFeature: Feature = {
  capabilities: { foldingRangeProvider: true },
  serve: (connection, { windows }) =>
    connection.onFoldingRanges((params, token) =>
      inStream(params, token, async (address, signal) => foldingRanges((await windows.get(address, signal)).lines)),
    ),
};

export function foldingRanges(lines: readonly WindowLine[]): FoldingRange[] {
  return longestRuns(correlationRuns(lines), MOST).map(({ first, last }) => ({ startLine: first, endLine: last }));
}
