import * as vscode from 'vscode';
import { parseStreamUri } from '../../server/protocol/stream-address.ts';
import type { StoreUris } from '../stores/store-uris.ts';
import { textsByLine } from './what-if-text.ts';
import type { WhatIfs } from './what-ifs.ts';

/** Marks the events that a what-if touches, in every stream document in view. */
export class WhatIfMarks implements vscode.Disposable {
  readonly #whatIfs: WhatIfs;
  readonly #uris: StoreUris;
  readonly #line = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('diffEditor.removedLineBackground'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.warningForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Full,
  });
  /** Before the payload, not after it: the end of a long line is out of sight. */
  readonly #text = vscode.window.createTextEditorDecorationType({
    before: {
      margin: '0 1em 0 0',
      color: new vscode.ThemeColor('editorWarning.foreground'),
      fontStyle: 'italic',
    },
  });
  readonly #listening: vscode.Disposable;

  constructor(whatIfs: WhatIfs, uris: StoreUris) {
    this.#whatIfs = whatIfs;
    this.#uris = uris;
    const showAll = () => Promise.all(vscode.window.visibleTextEditors.map((editor) => this.#show(editor)));
    this.#listening = vscode.Disposable.from(
      this.#line,
      this.#text,
      whatIfs.onDidChange(showAll),
      vscode.window.onDidChangeVisibleTextEditors(showAll),
    );
  }

  dispose(): void {
    this.#listening.dispose();
  }

  async #show(editor: vscode.TextEditor): Promise<void> {
    const marks = await this.marksOf(editor.document);
    if (!marks) return;
    const lines = marks.map(({ range }) => range);
    editor.setDecorations(this.#line, lines);
    editor.setDecorations(this.#text, marks);
  }

  /** The marks in a stream document; undefined for others. */
  async marksOf(document: vscode.TextDocument): Promise<vscode.DecorationOptions[] | undefined> {
    const window = parseStreamUri(document.uri.toString());
    if (!window) return undefined;
    const store = await this.#uris.get(window.store);
    const changes = [...this.#whatIfs.all].flatMap(([{ configuration }, list]) =>
      configuration.store === store ? list : [],
    );
    const isThere = ([line]: [number, string]) => line < document.lineCount;
    return [...textsByLine(changes, window)].filter(isThere).map(([line, contentText]) => {
      const { text, range } = document.lineAt(line);
      const payload = range.with(new vscode.Position(line, Math.max(0, text.indexOf('{'))));
      return { range: payload, renderOptions: { before: { contentText } } };
    });
  }
}
