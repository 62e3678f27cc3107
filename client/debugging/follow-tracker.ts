import type * as vscode from 'vscode';
import type { StreamFileSystem } from '../documents/stream-file-system.ts';

/** A session that follows its streams stops at events that the open documents may not show yet: they are read again. */
export function createFollowTracker(documents: StreamFileSystem): vscode.DebugAdapterTrackerFactory {
  return {
    createDebugAdapterTracker: ({ configuration }) =>
      configuration.follow === true
        ? { onDidSendMessage: (message: { event?: string }) => message.event === 'stopped' && documents.lookAgain() }
        : undefined,
  };
}
