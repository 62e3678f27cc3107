import { type CodeLens, CodeLensRequest } from 'vscode-languageserver';
import type { Feature } from '../feature.ts';
import type { QueryHelp } from '../queries/query-help.ts';

export const queryCodeLensFeature: Feature = {
  capabilities: {},
  inQueries: [{ type: CodeLensRequest.type, options: {} }],
  serve: (connection, { queries }) => connection.onCodeLens(({ textDocument }) => lensesOf(queries, textDocument.uri)),
};

/** What can be done with a query, above its first line. */
function lensesOf(queries: QueryHelp, uri: string): CodeLens[] {
  if (!queries.get(uri)) return [];
  const start = { line: 0, character: 0 };
  const lens = (title: string, command: string): CodeLens => ({
    range: { start, end: start },
    command: { title, command: `event-replay.${command}`, arguments: [uri] },
  });
  const run = lens('▶ Run', 'runQuery');
  return uri.startsWith('untitled:') ? [run, lens('Save in the workspace', 'saveQuery')] : [run];
}
