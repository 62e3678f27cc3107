import * as vscode from 'vscode';
import { ADAPTER_REQUESTS } from '../../server/protocol/adapter-requests.ts';
import { activeReplay, ask } from '../debugging/active-replay.ts';
import type { Commands } from '../register-commands.ts';
import type { Parts } from './parts.ts';

interface Way extends vscode.QuickPickItem {
  readonly command?: string;
}

/** The ways through time in one menu, for the item in the status bar. */
export function createTimeTravelMenu({ whatIfs, standings }: Parts): Commands {
  return {
    timeTravel: async () => {
      const session = activeReplay();
      const ways = waysOf(whatIfs.of(session).length > 0);
      const way = await vscode.window.showQuickPick(ways, { title: vscode.l10n.t('Time Travel') });
      if (way?.command) await vscode.commands.executeCommand(way.command);
    },

    /** Jumps to an event by its number. */
    goToEvent: async () => {
      const session = activeReplay();
      const total = standings.of(session)?.standing?.total;
      const text = await vscode.window.showInputBox({
        title: vscode.l10n.t('Go to Event'),
        prompt:
          total === undefined
            ? vscode.l10n.t('The number of the event in the replay, from 1')
            : vscode.l10n.t('The number of the event in the replay, from 1 to {0}', total),
        validateInput: (written) =>
          /^\s*[1-9]\d{0,14}\s*$/.test(written) ? undefined : vscode.l10n.t('A number, for example 27'),
      });
      if (text === undefined) return;
      await ask(session, ADAPTER_REQUESTS.moveTo.command, { position: Number(text) });
    },
  };
}

function waysOf(hasWhatIfs: boolean): Way[] {
  const { l10n } = vscode;
  const debug = 'workbench.action.debug';
  const ways: Way[] = [
    { label: l10n.t('$(debug-step-back) Step Back'), command: 'event-replay.stepBack' },
    { label: l10n.t('$(debug-step-over) Step Forward'), command: `${debug}.stepOver` },
    { label: l10n.t('$(debug-reverse-continue) Reverse Continue'), command: 'event-replay.reverseContinue' },
    { label: l10n.t('$(debug-continue) Continue'), command: `${debug}.continue` },
    { label: l10n.t('jump'), kind: vscode.QuickPickItemKind.Separator },
    { label: l10n.t('$(arrow-up) First Event'), command: 'event-replay.firstEvent' },
    { label: l10n.t('$(arrow-down) Last Event'), command: 'event-replay.lastEvent' },
    { label: l10n.t('$(symbol-number) Go to Event…'), command: 'event-replay.goToEvent' },
    { label: l10n.t('ask'), kind: vscode.QuickPickItemKind.Separator },
    { label: l10n.t('$(question) Who Set This?'), command: 'event-replay.whoSet' },
    { label: l10n.t('$(references) Go to Cause'), command: 'event-replay.goToCause' },
  ];
  if (hasWhatIfs) ways.push({ label: l10n.t('$(beaker) What-Ifs…'), command: 'event-replay.whatIfs' });
  return ways;
}
