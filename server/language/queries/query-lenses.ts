import type { CodeLens } from 'vscode-languageserver';
import type { QueryHelp } from './query-help.ts';

/** What can be done with a query, above its first line. */
export function queryLenses(queries: QueryHelp, uri: string): CodeLens[] {
  if (!queries.get(uri)) return [];
  const start = { line: 0, character: 0 };
  const lens = (title: string, command: string): CodeLens => ({
    range: { start, end: start },
    command: { title, command: `event-replay.${command}`, arguments: [uri] },
  });
  const run = lens('▶ Run', 'runQuery');
  return uri.startsWith('untitled:') ? [run, lens('Save in the workspace', 'saveQuery')] : [run];
}
