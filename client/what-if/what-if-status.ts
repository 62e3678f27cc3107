import * as vscode from 'vscode';
import { describeChange } from './what-if-text.ts';
import type { WhatIfs } from './what-ifs.ts';

/** Says in the status bar that the replay in front is not what was recorded; a click offers to undo that. */
export class WhatIfStatus implements vscode.Disposable {
  readonly item = vscode.window.createStatusBarItem('event-replay.what-ifs', vscode.StatusBarAlignment.Left);
  readonly #listening: vscode.Disposable;

  constructor(whatIfs: WhatIfs) {
    const show = () => this.#show(whatIfs);
    this.item.name = vscode.l10n.t('Event Replay: What If');
    this.item.command = 'event-replay.whatIfs';
    this.item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
    this.#listening = vscode.Disposable.from(
      this.item,
      whatIfs.onDidChange(show),
      vscode.debug.onDidChangeActiveDebugSession(show),
    );
  }

  dispose(): void {
    this.#listening.dispose();
  }

  async #show(whatIfs: WhatIfs): Promise<void> {
    const changes = whatIfs.of(vscode.debug.activeDebugSession);
    const { l10n } = vscode;
    const { length } = changes;
    const text = length === 1 ? l10n.t('What if: 1 change') : l10n.t('What if: {0} changes', length);
    this.item.text = `$(beaker) ${text}`;
    this.item.tooltip = [l10n.t('In this replay only:'), ...changes.map(describeChange)].join('\n');
    if (changes.length > 0) this.item.show();
    else this.item.hide();
    await vscode.commands.executeCommand('setContext', 'event-replay.hasWhatIfs', changes.length > 0);
  }
}
