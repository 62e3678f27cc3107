import * as vscode from 'vscode';

/** Where a relative path to a store starts: in the folder that is asked about, else in the first of the workspace. */
export function baseFolder(folder?: vscode.WorkspaceFolder): string | undefined {
  return (folder ?? vscode.workspace.workspaceFolders?.[0])?.uri.fsPath;
}
