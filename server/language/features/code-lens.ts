import { type CodeLens, CodeLensRequest, type Command } from 'vscode-languageserver';
import type { EventAddress } from '../../protocol/request-parts.ts';
import { type StreamAddress, toStreamUri, WINDOW_SIZE } from '../../protocol/stream-address.ts';
import { correlationRuns, lengthOf, longestRuns } from '../correlation-runs.ts';
import type { Feature } from '../feature.ts';
import { inStream } from '../in-stream.ts';
import { lineRange } from '../line-range.ts';
import { queryLenses } from '../queries/query-lenses.ts';
import type { WindowLine } from '../windows.ts';

/** So many of each kind: more would be in the way. */
const MOST = 100;
const LONGEST_ID = 80;

/** Above events with which something begins or goes wrong: replay from there. At the ends of a window: to the next. */
export const codeLensFeature: Feature = {
  capabilities: { codeLensProvider: { resolveProvider: false } },
  inQueries: [{ type: CodeLensRequest.type, options: {} }],
  serve: (connection, { windows, queries }) =>
    connection.onCodeLens(async (params, token) => {
      const lenses = await inStream(params, token, async (address, signal) => {
        const { lines, store } = await windows.get(address, signal);
        const after = address.firstPosition + WINDOW_SIZE;
        const isLast = lines.length < WINDOW_SIZE || !(await store.getEventAt(address.aggregateId, after));
        return codeLenses(lines, address, isLast);
      });
      return lenses ?? queryLenses(queries, params.textDocument.uri);
    }),
};

export function codeLenses(lines: readonly WindowLine[], address: StreamAddress, isLast: boolean): CodeLens[] {
  const uri = toStreamUri(address);
  const lens = (line: number, command: Command): CodeLens => ({ range: lineRange(line), command });
  const replayFrom = (line: number, what: string) => {
    const { store, aggregateId, firstPosition } = address;
    const event: EventAddress = { store, aggregateId, position: firstPosition + line };
    return lens(line, {
      title: `Replay from here: ${what}`,
      command: 'event-replay.replayToHere',
      arguments: [event],
    });
  };
  const lenses: CodeLens[] = [];
  if (address.firstPosition > 1) {
    lenses.push(lens(0, { title: '◀ Previous window', command: 'event-replay.previousWindow', arguments: [uri] }));
  }
  for (const run of longestRuns(correlationRuns(lines), MOST)) {
    lenses.push(replayFrom(run.first, `${run.correlationId.slice(0, LONGEST_ID)}, ${lengthOf(run)} events`));
  }
  for (const line of firstFailures(lines)) lenses.push(replayFrom(line, lines[line]!.qualifiedType));
  if (!isLast) {
    // The empty line below the last event.
    lenses.push(lens(lines.length, { title: 'Next window ▶', command: 'event-replay.nextWindow', arguments: [uri] }));
  }
  return lenses;
}

function firstFailures(lines: readonly WindowLine[]): number[] {
  const failures: number[] = [];
  for (let line = 0; line < lines.length && failures.length < MOST; line++) {
    if (lines[line]!.isFailure) failures.push(line);
  }
  return failures;
}
