import * as vscode from 'vscode';
import { MOST_INLINE_CHANGES } from '../../server/protocol/limits.ts';
import { parseStreamUri } from '../../server/protocol/stream-address.ts';
import { askAdapter } from './ask-adapter.ts';
import { DEBUG_TYPE } from './debug-type.ts';

/**
 * Behind the lines of a stream document, what their events changed in the state. Only up to the line of the frame that is
 * chosen: what comes after it has not happened yet.
 */
export const inlineChanges: vscode.InlineValuesProvider = {
  provideInlineValues: async (document, viewPort, { stoppedLocation }) => {
    const session = vscode.debug.activeDebugSession;
    const window = parseStreamUri(document.uri.toString());
    if (session?.type !== DEBUG_TYPE || !window) return [];
    const { aggregateId, firstPosition } = window;
    const last = firstPosition + Math.min(viewPort.end.line, stoppedLocation.end.line);
    const first = Math.max(firstPosition + viewPort.start.line, last - MOST_INLINE_CHANGES + 1);
    if (last < first) return [];
    const { rows } = await askAdapter(session, 'inlineChanges', { aggregateId, first, last });
    return rows.map(({ position, text }) => {
      const line = position - firstPosition;
      return new vscode.InlineValueText(new vscode.Range(line, 0, line, 0), text);
    });
  },
};
