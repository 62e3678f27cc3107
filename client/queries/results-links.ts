import * as vscode from 'vscode';
import { toStreamUri, windowOf } from '../../server/protocol/stream-address.ts';
import type { Backend } from '../backend.ts';
import type { ResultsFileSystem } from './results-file-system.ts';

/** From a line of results to its event: a hover shows it, "Go to Definition" and a click with Ctrl lead to its stream. */
export function createResultsLinks(
  backend: Backend,
  results: ResultsFileSystem,
): vscode.HoverProvider & vscode.DefinitionProvider {
  const locate = async ({ uri }: vscode.TextDocument, { line }: vscode.Position, token: vscode.CancellationToken) => {
    const found = await results.eventAt(uri, line);
    if (!found) return undefined;
    const { store, row } = found;
    const { aggregateId, position } = await backend.request('locateEvent', { store, eventId: row.eventId }, token);
    return { store, aggregateId, position };
  };
  return {
    provideHover: async (document, at, token) => {
      const event = await locate(document, at, token);
      if (!event) return undefined;
      const { markdown } = await backend.request('getEvent', event, token);
      return new vscode.Hover(new vscode.MarkdownString(markdown), document.lineAt(at).range);
    },
    provideDefinition: async (document, at, token): Promise<vscode.LocationLink[]> => {
      const event = await locate(document, at, token);
      if (!event) return [];
      const { firstPosition, line } = windowOf(event.position);
      const targetUri = vscode.Uri.parse(toStreamUri({ ...event, firstPosition }));
      const targetRange = new vscode.Range(line - 1, 0, line - 1, 0);
      return [{ originSelectionRange: document.lineAt(at).range, targetUri, targetRange }];
    },
  };
}
