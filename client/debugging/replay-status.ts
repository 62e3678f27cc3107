import * as vscode from 'vscode';
import type { Standing } from '../../server/protocol/adapter-requests.ts';
import { directionSign, standingText } from './standing-text.ts';
import type { Standings } from './standings.ts';

/** Where the replay in front stands, in the status bar; a click offers the ways through time. */
export class ReplayStatus implements vscode.Disposable {
  readonly item = vscode.window.createStatusBarItem('event-replay.standing', vscode.StatusBarAlignment.Left, 1);
  readonly #listening: vscode.Disposable;

  constructor(standings: Standings) {
    const show = () => this.#show(standings);
    this.item.name = vscode.l10n.t('Event Replay: Position');
    this.item.command = 'event-replay.timeTravel';
    this.#listening = vscode.Disposable.from(
      this.item,
      standings.onDidChange(show),
      vscode.debug.onDidChangeActiveDebugSession(show),
    );
  }

  dispose(): void {
    this.#listening.dispose();
  }

  #show(standings: Standings): void {
    const { standing, isRunning = false } = standings.of(vscode.debug.activeDebugSession) ?? {};
    if (!standing) {
      this.item.hide();
      return;
    }
    const sign = isRunning ? '$(loading~spin)' : directionSign(standing.direction);
    // An id is a stranger's text: `$(…)` in it would be drawn as an icon.
    this.item.text = `${sign} ${standingText(standing).replaceAll('$(', '$ (')}`;
    this.item.tooltip = describe(standing, isRunning);
    this.item.accessibilityInformation = { label: this.item.tooltip, role: 'button' };
    this.item.show();
  }
}

function describe({ aggregateId, position, total, direction }: Standing, isRunning: boolean): string {
  const { l10n } = vscode;
  const place =
    total === undefined
      ? l10n.t('Event {0}, {1}', position, aggregateId)
      : l10n.t('Event {0} of {1}, {2}', position, total, aggregateId);
  if (isRunning) return l10n.t('{0}: running', place);
  if (direction === 'back') return l10n.t('{0}: reached going back', place);
  return direction === 'jump' ? l10n.t('{0}: reached by a jump', place) : l10n.t('{0}: reached going forward', place);
}
