import * as vscode from 'vscode';
import { toStreamUri } from '../../server/protocol/stream-address.ts';
import { startReplay, toConfiguration } from '../debugging/start-replay.ts';
import type { Commands } from '../register-commands.ts';
import { addStore } from '../stores/add-store.ts';
import { revealStore } from '../stores/reveal-store.ts';
import { makeDemo } from './make-demo.ts';
import type { Parts } from './parts.ts';

/** The walkthrough of package.json. */
const WALKTHROUGH = 'firstStream';

/** The agent of the demo that went wrong. */
const AGENT = 'agent-support-7';

/** The commands of the first minutes. `extension` is the extension's id. */
export function createFirstRunCommands(parts: Parts, extension: string): Commands {
  return {
    getStarted: () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extension}#${WALKTHROUGH}`, false),
    openDemo: async () => {
      const store = await addDemo(parts);
      if (store !== undefined) await revealStore(parts.view, store);
    },
    openDemoStream: async () => {
      const store = await addDemo(parts);
      if (store !== undefined) await showBeside(store);
    },
    replayDemo: async () => {
      const store = await addDemo(parts);
      if (store === undefined) return;
      await showBeside(store);
      await startReplay(toConfiguration({ store, aggregateId: AGENT }));
    },
  };
}

/** Where it is open already, else beside the walkthrough, which stays in sight. */
async function showBeside(store: string): Promise<void> {
  const uri = vscode.Uri.parse(toStreamUri({ store, aggregateId: AGENT, firstPosition: 1 }));
  const isShown = ({ input }: vscode.Tab) =>
    input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
  const group = vscode.window.tabGroups.all.find(({ tabs }) => tabs.some(isShown));
  await vscode.commands.executeCommand('vscode.open', uri, {
    viewColumn: group?.viewColumn ?? vscode.ViewColumn.Beside,
    preview: false,
  } satisfies vscode.TextDocumentShowOptions);
}

/** Makes the demo store where it is not there yet, and adds it. Gives its address. */
async function addDemo(parts: Parts): Promise<string | undefined> {
  const uri = await makeDemo(parts.cliModule, parts.demoFile);
  return addStore(parts, { uri, label: vscode.l10n.t('Demo') });
}
