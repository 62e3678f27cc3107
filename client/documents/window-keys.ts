import * as vscode from 'vscode';
import { parseStreamUri, type StreamAddress, WINDOW_SIZE } from '../../server/protocol/stream-address.ts';
import type { Backend } from '../backend.ts';

/** Tells VS Code whether the stream document in front has a window before it and one after it, for the buttons to them. */
export class WindowKeys implements vscode.Disposable {
  readonly #backend: Backend;
  readonly #listening: vscode.Disposable;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.#listening = vscode.window.onDidChangeActiveTextEditor(() => this.#tell());
    void this.#tell();
  }

  dispose(): void {
    this.#listening.dispose();
  }

  async #tell(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    const window = document && parseStreamUri(document.uri.toString());
    const isFull = document !== undefined && document.lineCount > WINDOW_SIZE;
    const hasNext = isFull && window !== undefined && (await this.#hasNext(window));
    // Meanwhile another document may be in front.
    if (document !== vscode.window.activeTextEditor?.document) return;
    await setContext('hasPreviousWindow', window !== undefined && window.firstPosition > 1);
    await setContext('hasNextWindow', hasNext);
  }

  async #hasNext({ store, aggregateId, firstPosition }: StreamAddress): Promise<boolean> {
    const next = { store, aggregateId, firstPosition: firstPosition + WINDOW_SIZE };
    const stat = this.#backend.request('streamStat', next);
    return stat.then(
      () => true,
      () => false,
    );
  }
}

function setContext(key: string, value: boolean): Thenable<unknown> {
  return vscode.commands.executeCommand('setContext', `event-replay.${key}`, value);
}
