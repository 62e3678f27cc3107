import * as vscode from 'vscode';
import { STREAM_SCHEME } from '../server/protocol/stream-address.ts';
import type { Parts } from './commands/parts.ts';

/** Tells the walkthrough which of its steps were done, in whatever way: its package.json waits for these context keys. */
export function followFirstRun({ stores, standings }: Pick<Parts, 'stores' | 'standings'>): vscode.Disposable {
  const { debug, window } = vscode;
  const known = () => tell('hasStores', stores.addresses.length > 0);
  known();
  return vscode.Disposable.from(
    stores.onDidChange(known),
    window.tabGroups.onDidChangeTabs(({ opened }) => {
      if (opened.some(({ input }) => input instanceof vscode.TabInputText && isStream(input.uri)))
        tell('didOpenStream');
    }),
    debug.onDidChangeBreakpoints(({ added }) => {
      const isOurs = (each: vscode.Breakpoint) =>
        each instanceof vscode.SourceBreakpoint && isStream(each.location.uri);
      if (added.some(isOurs)) tell('didSetBreakpoint');
    }),
    standings.onDidChange(() => {
      if (standings.all.some(({ standing }) => standing?.direction === 'back')) tell('didStepBack');
    }),
  );
}

function isStream({ scheme }: vscode.Uri): boolean {
  return scheme === STREAM_SCHEME;
}

/** Not awaited: nothing depends on it. */
function tell(key: string, value = true): void {
  void vscode.commands.executeCommand('setContext', `event-replay.${key}`, value);
}
