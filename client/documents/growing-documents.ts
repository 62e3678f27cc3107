import * as vscode from 'vscode';
import type { StoreGrew } from '../../server/protocol/notifications.ts';
import { parseStreamUri, WINDOW_SIZE } from '../../server/protocol/stream-address.ts';
import type { Backend } from '../backend.ts';
import type { StreamFileSystem } from './stream-file-system.ts';

/** Stream documents in view show the events that arrive; those out of view, as soon as they are in view again. */
export class GrowingDocuments implements vscode.Disposable {
  readonly #documents: StreamFileSystem;
  readonly #behind = new Set<string>();
  /** Were read a moment ago, and are not read again before their time. */
  readonly #resting = new Map<string, NodeJS.Timeout>();
  readonly #listening: vscode.Disposable;

  constructor(backend: Backend, documents: StreamFileSystem) {
    this.#documents = documents;
    this.#listening = vscode.Disposable.from(
      backend.onDidGrow((grew) => this.#note(grew)),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#catchUp()),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#behind.delete(uri.toString())),
    );
  }

  dispose(): void {
    this.#listening.dispose();
    for (const timer of this.#resting.values()) clearTimeout(timer);
  }

  #note(grew: StoreGrew): void {
    for (const document of vscode.workspace.textDocuments) {
      if (isBehind(document, grew)) this.#behind.add(document.uri.toString());
    }
    this.#catchUp();
  }

  #catchUp(): void {
    for (const { document } of vscode.window.visibleTextEditors) {
      const uri = document.uri.toString();
      if (this.#resting.has(uri) || !this.#behind.delete(uri)) continue;
      this.#documents.lookAgain([document]);
      this.#resting.set(
        uri,
        setTimeout(() => this.#wake(uri), restOf(document)),
      );
    }
  }

  #wake(uri: string): void {
    this.#resting.delete(uri);
    this.#catchUp();
  }
}

function isBehind({ uri, lineCount }: vscode.TextDocument, { store, aggregateIds, more }: StoreGrew): boolean {
  const window = parseStreamUri(uri.toString());
  // A window that is full shows the same events for ever. The last line of a document is empty.
  if (window?.store !== store || lineCount > WINDOW_SIZE) return false;
  return more || aggregateIds.includes(window.aggregateId);
}

/** In milliseconds: a document is read as a whole, so that a long one is read less often. */
function restOf({ lineCount }: vscode.TextDocument): number {
  return Math.max(500, lineCount / 10);
}
