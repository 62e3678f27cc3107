import path from 'node:path';
import * as vscode from 'vscode';

export const QUERY_EXTENSION = '.eventquery';
const FILES = `**/*${QUERY_EXTENSION}`;
const MOST = 500;

/** The query files of the workspace. */
export class SavedQueries implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #watcher = vscode.workspace.createFileSystemWatcher(FILES);

  constructor() {
    this.#watcher.onDidCreate(() => this.#changed.fire());
    this.#watcher.onDidDelete(() => this.#changed.fire());
    this.#watcher.onDidChange(() => this.#changed.fire());
  }

  /** By name. */
  async list(): Promise<vscode.Uri[]> {
    const files = await vscode.workspace.findFiles(FILES, '**/node_modules/**', MOST);
    return files.sort((a, b) => nameOfFile(a).localeCompare(nameOfFile(b)) || a.path.localeCompare(b.path));
  }

  dispose(): void {
    this.#watcher.dispose();
  }
}

export function nameOfFile(uri: vscode.Uri): string {
  return path.posix.basename(uri.path, QUERY_EXTENSION);
}
