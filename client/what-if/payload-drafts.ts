import * as vscode from 'vscode';
import type { EventTarget } from '../stream-target.ts';

/** A payload that an event did not have, on its way into a replay. */
export interface PayloadDraft {
  readonly session: vscode.DebugSession;
  readonly target: EventTarget;
  readonly document: vscode.TextDocument;
}

/** The context key that holds the drafts' URIs. */
const DRAFTS = 'event-replay.payloadDrafts';

/** Payloads as untitled JSON documents, each with a line on top that applies it. They end with their session. */
export class PayloadDrafts implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #drafts = new Map<string, PayloadDraft>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #listening: vscode.Disposable;

  constructor() {
    this.#listening = vscode.Disposable.from(
      vscode.languages.registerCodeLensProvider({ scheme: 'untitled', language: 'json' }, this),
      vscode.workspace.onDidCloseTextDocument((closed) => this.#keep(({ document }) => document !== closed)),
      vscode.debug.onDidTerminateDebugSession((ended) => this.#keep(({ session }) => session !== ended)),
      this.#changed,
    );
  }

  /** Shows a payload to be changed. */
  async open(session: vscode.DebugSession, target: EventTarget, payload: string): Promise<void> {
    const document = await vscode.workspace.openTextDocument({ language: 'json', content: payload });
    this.#drafts.set(document.uri.toString(), { session, target, document });
    this.#tell();
    await vscode.window.showTextDocument(document);
  }

  /** The draft in the document in front, or in the one whose button was pressed. */
  find(uri = vscode.window.activeTextEditor?.document.uri): PayloadDraft | undefined {
    return this.#drafts.get(String(uri));
  }

  /** Closes a draft. An untitled document that is empty goes without the question whether to save it. */
  async close(draft: PayloadDraft): Promise<void> {
    const { document } = draft;
    this.#keep((other) => other !== draft);
    const emptied = new vscode.WorkspaceEdit();
    emptied.delete(document.uri, new vscode.Range(0, 0, document.lineCount, 0));
    await vscode.workspace.applyEdit(emptied);
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await vscode.window.tabGroups.close(tabs.filter(({ input }) => isTabOf(input, document)));
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const draft = this.find(uri);
    if (!draft) return [];
    const { aggregateId, position } = draft.target;
    const title = vscode.l10n.t('$(check) Apply: what if event {0} of {1} had said this?', position, aggregateId);
    const command = { command: 'event-replay.applyPayload', title, arguments: [uri] };
    return [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), command)];
  }

  dispose(): void {
    this.#listening.dispose();
  }

  #keep(stays: (draft: PayloadDraft) => boolean): void {
    const gone = [...this.#drafts].filter(([, draft]) => !stays(draft));
    for (const [uri] of gone) this.#drafts.delete(uri);
    if (gone.length > 0) this.#tell();
  }

  #tell(): void {
    this.#changed.fire();
    void vscode.commands.executeCommand('setContext', DRAFTS, [...this.#drafts.keys()]);
  }
}

function isTabOf(input: unknown, { uri }: vscode.TextDocument): boolean {
  return input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
}
