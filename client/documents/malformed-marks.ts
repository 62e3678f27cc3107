import * as vscode from 'vscode';
import { STREAM_SCHEME } from '../../server/protocol/stream-address.ts';

/** Marks the lines of events that cannot be read, in every stream document in view. */
export class MalformedMarks implements vscode.Disposable {
  readonly #line = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('inputValidation.errorBackground'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.errorForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Full,
  });
  readonly #listening: vscode.Disposable;

  constructor() {
    const showAll = () => {
      for (const editor of vscode.window.visibleTextEditors) this.#show(editor);
    };
    this.#listening = vscode.Disposable.from(
      this.#line,
      vscode.languages.onDidChangeDiagnostics(showAll),
      vscode.window.onDidChangeVisibleTextEditors(showAll),
    );
  }

  dispose(): void {
    this.#listening.dispose();
  }

  /** The language server's problems tell which events they are. */
  marksOf({ uri }: vscode.TextDocument): vscode.Range[] {
    const problems = vscode.languages.getDiagnostics(uri);
    return problems.filter(({ code }) => code === 'malformed-event').map(({ range }) => range);
  }

  #show(editor: vscode.TextEditor): void {
    if (editor.document.uri.scheme === STREAM_SCHEME) editor.setDecorations(this.#line, this.marksOf(editor.document));
  }
}
