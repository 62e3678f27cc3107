import * as vscode from 'vscode';
import { fileNameOf, titleOf } from './query-text.ts';
import { QUERY_EXTENSION } from './saved-queries.ts';

/** Saves a new query as a file of the workspace, where the Queries view finds it, under a name that is asked for. */
export async function saveQuery(uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!document.isUntitled || !folder) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand(
      document.isUntitled ? 'workbench.action.files.saveAs' : 'workbench.action.files.save',
    );
    return;
  }
  const fileOf = (name: string) => vscode.Uri.joinPath(folder.uri, 'queries', `${name}${QUERY_EXTENSION}`);
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Save Query'),
    prompt: vscode.l10n.t('The query is kept in the folder queries of the workspace.'),
    value: fileNameOf(titleOf(document.getText())),
    validateInput: async (name) => {
      if (fileNameOf(name) === '') return vscode.l10n.t('Give the query a name.');
      if (!(await exists(fileOf(fileNameOf(name))))) return undefined;
      return vscode.l10n.t('There is a query of this name already.');
    },
  });
  if (name === undefined) return;
  const file = fileOf(fileNameOf(name));
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(document.getText()));
  await closeUntitled(document);
  await vscode.window.showTextDocument(file, { preview: false });
}

async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}

/** Its text is in the file now: VS Code need not ask whether to keep it. */
async function closeUntitled(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}
