import * as vscode from 'vscode';
import {
  DocumentDiagnosticRequest,
  InlayHintRequest,
  type LanguageClient,
  type Middleware,
} from 'vscode-languageclient/node';
import { STREAM_SCHEME } from '../../server/protocol/stream-address.ts';
import { DEBUG_TYPE } from '../debugging/debug-type.ts';

/** While a replay tells what each event changed in the state, nothing else is told in the same place. */
export const streamMiddleware: Middleware = {
  provideInlayHints: async (document, range, token, next) => {
    const hints = await next(document, range, token);
    return isReplaying() ? hints?.filter((hint) => !('data' in hint && hint.data === 'changes')) : hints;
  },
};

/** Asks for the features of the stream documents anew when VS Code would not: they are not synchronised with the server. */
export function refreshFeatures(client: LanguageClient): vscode.Disposable {
  const look = ({ uri }: vscode.TextDocument) => uri.scheme === STREAM_SCHEME && lookForProblems(client);
  const hint = () => refreshHints(client);
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(
      ({ document, contentChanges }) => contentChanges.length > 0 && look(document),
    ),
    vscode.debug.onDidChangeActiveDebugSession(hint),
  );
}

function isReplaying(): boolean {
  return vscode.debug.activeDebugSession?.type === DEBUG_TYPE;
}

function streamDocument(): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === STREAM_SCHEME);
}

/** Of all the documents in view; the server goes on from where it was. */
function lookForProblems(client: LanguageClient): void {
  const document = streamDocument();
  if (!document) return;
  const feature = client.getFeature(DocumentDiagnosticRequest.method);
  feature?.getProvider(document)?.onDidChangeDiagnosticsEmitter.fire();
}

function refreshHints(client: LanguageClient): void {
  const document = streamDocument();
  if (!document) return;
  client.getFeature(InlayHintRequest.method)?.getProvider(document)?.onDidChangeInlayHints.fire();
}
