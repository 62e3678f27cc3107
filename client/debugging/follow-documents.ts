import * as vscode from 'vscode';
import { STREAM_SCHEME } from '../../server/protocol/stream-address.ts';
import type { StreamFileSystem } from '../documents/stream-file-system.ts';
import { DEBUG_TYPE } from './debug-type.ts';

/** A session that follows its streams stops at events that the open documents may not show yet: they are read again. */
export function followDocuments(documents: StreamFileSystem): vscode.Disposable {
  const { debug, workspace, commands } = vscode;
  /** The last stop was perhaps shown before its line was there. */
  let isAhead = false;
  return vscode.Disposable.from(
    debug.registerDebugAdapterTrackerFactory(DEBUG_TYPE, {
      createDebugAdapterTracker: ({ configuration }) => {
        if (configuration.follow !== true) return undefined;
        return {
          onDidSendMessage: (message: { readonly event?: string }) => {
            if (message.event !== 'stopped') return;
            isAhead = true;
            documents.lookAgain();
          },
        };
      },
    }),
    workspace.onDidChangeTextDocument(({ document: { uri }, contentChanges }) => {
      if (!isAhead || uri.scheme !== STREAM_SCHEME || contentChanges.length === 0) return;
      isAhead = false;
      // Goes to the line that is there now.
      void commands.executeCommand('workbench.action.debug.callStackTop');
    }),
  );
}
