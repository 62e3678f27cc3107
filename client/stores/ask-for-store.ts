import path from 'node:path';
import * as vscode from 'vscode';

const DATABASES = '**/*.{db,sqlite,sqlite3}';
const MOST_SUGGESTED = 20;

interface Choice extends vscode.QuickPickItem {
  readonly choose: () => PromiseLike<string | undefined> | string;
}

/** Asks for a store: one of the workspace's SQLite files, another file, or a URI. Undefined when the user gives up. */
export async function askForStore(): Promise<string | undefined> {
  const choice = await vscode.window.showQuickPick(listChoices(), {
    title: 'Add Store',
    placeHolder: 'Where are the events?',
  });
  return choice?.choose();
}

async function listChoices(): Promise<Choice[]> {
  return [
    ...(await suggestFiles()),
    { label: '$(folder-opened) Browse for a SQLite file…', choose: browse },
    { label: '$(link) Enter a path or URI…', choose: enter },
  ];
}

async function suggestFiles(): Promise<Choice[]> {
  const files = await vscode.workspace.findFiles(DATABASES, '**/node_modules/**', MOST_SUGGESTED);
  return files.map(({ fsPath }) => ({
    label: `$(database) ${path.basename(fsPath)}`,
    description: vscode.workspace.asRelativePath(path.dirname(fsPath)),
    choose: () => fsPath,
  }));
}

async function browse(): Promise<string | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: 'Add Store',
    openLabel: 'Add Store',
    filters: { 'SQLite databases': ['db', 'sqlite', 'sqlite3'], 'All files': ['*'] },
  });
  return chosen?.[0]?.fsPath;
}

function enter(): PromiseLike<string | undefined> {
  return vscode.window.showInputBox({
    title: 'Add Store',
    prompt: 'A path to a SQLite file, or the URI of a store, as in your DATABASE_URL.',
    placeHolder: 'sqlite:///./events.db',
    ignoreFocusOut: true,
  });
}
