import * as vscode from 'vscode';
import { storeName } from '../stores/store-name.ts';
import type { ReplayService } from './replay-service.ts';

/** Says in the status bar that the service runs; a click offers what can be done with it. */
export class ServiceStatus implements vscode.Disposable {
  readonly item = vscode.window.createStatusBarItem('event-replay.service', vscode.StatusBarAlignment.Left);
  readonly #listening: vscode.Disposable;

  constructor(service: ReplayService) {
    this.item.name = vscode.l10n.t('Event Replay: Service');
    this.item.command = 'event-replay.service';
    this.#listening = vscode.Disposable.from(
      this.item,
      service.onDidChange(() => this.#show(service)),
    );
  }

  dispose(): void {
    this.#listening.dispose();
  }

  async #show({ running }: ReplayService): Promise<void> {
    if (running) {
      this.item.text = `$(broadcast) ${vscode.l10n.t('Replay service :{0}', new URL(running.url).port)}`;
      this.item.tooltip = vscode.l10n.t('Offers {0} to programs at {1}', storeName(running.store).name, running.url);
      this.item.show();
    } else {
      this.item.hide();
    }
    await vscode.commands.executeCommand('setContext', 'event-replay.serviceRuns', running !== undefined);
  }
}
