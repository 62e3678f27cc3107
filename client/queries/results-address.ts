import * as vscode from 'vscode';
import { fileNameOf, type QueryText } from './query-text.ts';

/** The scheme of results' documents, their language id and their file extension. */
export const RESULTS_SCHEME = 'event-results';
export const RESULTS_EXTENSION = '.eventresults';

/** The document of a query's results. It holds the query, so that it can be opened again after VS Code was closed. */
export function toResultsUri({ title, text }: QueryText): vscode.Uri {
  const path = `/${fileNameOf(title) || vscode.l10n.t('All events')}${RESULTS_EXTENSION}`;
  return vscode.Uri.from({ scheme: RESULTS_SCHEME, path, query: text });
}

export function queryOfResults({ path, query }: vscode.Uri): QueryText {
  return { title: path.slice(1, -RESULTS_EXTENSION.length), text: query };
}
