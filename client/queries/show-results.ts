import * as vscode from 'vscode';
import { RESULTS_SCHEME } from './results-address.ts';

/**
 * Shows results where others are shown already, else below the query, where their long lines have room. As a preview,
 * for a query is often changed and run again. The query keeps the focus.
 */
export async function showResultsBelow(uri: vscode.Uri): Promise<void> {
  const viewColumn = columnOfResults();
  if (viewColumn !== undefined) {
    await vscode.window.showTextDocument(uri, { viewColumn, preserveFocus: true, preview: true });
    return;
  }
  const query = vscode.window.activeTextEditor;
  if (query) await vscode.commands.executeCommand('workbench.action.newGroupBelow');
  await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Active, preview: true });
  if (query) await vscode.window.showTextDocument(query.document, { viewColumn: query.viewColumn ?? 1 });
}

/** From the Queries view: in place of what is in front. */
export async function showResults(uri: vscode.Uri): Promise<void> {
  const viewColumn = columnOfResults() ?? vscode.ViewColumn.Active;
  await vscode.window.showTextDocument(uri, { viewColumn, preview: true });
}

function columnOfResults(): vscode.ViewColumn | undefined {
  const isOfResults = ({ input }: vscode.Tab) =>
    input instanceof vscode.TabInputText && input.uri.scheme === RESULTS_SCHEME;
  return vscode.window.tabGroups.all.find(({ tabs }) => tabs.some(isOfResults))?.viewColumn;
}
