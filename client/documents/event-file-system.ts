import * as vscode from 'vscode';
import { parseEventUri } from '../../server/protocol/event-address.ts';
import type { Backend } from '../backend.ts';
import { ReadOnlyFiles, readOrExplain } from './read-only-files.ts';

const encoder = new TextEncoder();

/** One event as a JSON file. What was recorded stays as it is: nobody needs to hear of changes. */
export class EventFileSystem extends ReadOnlyFiles {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
  readonly #backend: Backend;

  constructor(backend: Backend) {
    super();
    this.#backend = backend;
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { length } = await this.readFile(uri);
    const permissions = vscode.FilePermission.Readonly;
    return { type: vscode.FileType.File, permissions, ctime: 0, mtime: 0, size: length };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const { json } = await readOrExplain(uri, parseEventUri, (event) => this.#backend.request('getEvent', event));
    return encoder.encode(`${json}\n`);
  }
}
