import * as vscode from 'vscode';
import { parseStreamUri, STREAM_SCHEME, type StreamAddress } from '../../server/protocol/stream-address.ts';
import type { Backend } from '../backend.ts';
import { ReadOnlyFiles, readOrExplain } from './read-only-files.ts';

/** VS Code takes a file's size for a sign of change and to warn of large ones; nobody wants to read it all for that. */
const USUAL_LINE = 200;

const encoder = new TextEncoder();

/**
 * Stream documents as files that cannot be written. VS Code deletes a document's breakpoints when it hears that the
 * file was deleted: therefore nothing but `Changed` is ever reported.
 */
export class StreamFileSystem extends ReadOnlyFiles {
  readonly #backend: Backend;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  /** Makes a document new to VS Code after a refresh, even if its store was replaced by one as long. */
  #refreshes = 0;

  constructor(backend: Backend) {
    super();
    this.#backend = backend;
  }

  /** Reads the open documents anew. */
  refresh(): void {
    this.#refreshes++;
    this.lookAgain();
  }

  /** Reads those documents anew whose streams have grown: all that are open when none are named. */
  lookAgain(documents = vscode.workspace.textDocuments): void {
    const streams = documents.filter(({ uri }) => uri.scheme === STREAM_SCHEME);
    this.#changed.fire(streams.map(({ uri }) => ({ type: vscode.FileChangeType.Changed, uri })));
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { lines, lastTimestamp } = await ask(uri, (window) => this.#backend.request('streamStat', window));
    const recorded = Date.parse(lastTimestamp);
    return {
      type: vscode.FileType.File,
      permissions: vscode.FilePermission.Readonly,
      ctime: 0,
      mtime: (Number.isNaN(recorded) ? 0 : recorded) + this.#refreshes,
      size: lines * USUAL_LINE,
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const { text } = await ask(uri, (window) => this.#backend.request('streamText', window));
    return encoder.encode(text);
  }
}

/** Reads the window that the URI names. */
function ask<Result>(uri: vscode.Uri, read: (window: StreamAddress) => Promise<Result>): Promise<Result> {
  return readOrExplain(uri, parseStreamUri, read);
}
