import * as vscode from 'vscode';
import { DEFAULT_SERVICE } from '../../server/protocol/service-url.ts';
import { DEBUG_TYPE } from '../debugging/debug-type.ts';
import { pickStore } from '../debugging/pick-store.ts';
import type { Commands } from '../register-commands.ts';
import { pickSession } from '../service/pick-session.ts';
import type { RunningService } from '../service/replay-service.ts';
import { ErrorWithWayOut, showError } from '../show-error.ts';
import type { StoreNode } from '../stores/tree-node.ts';
import type { Parts } from './parts.ts';

/** The commands about the REST service: the same debugger for programs. */
export function createServiceCommands(parts: Parts): Commands {
  const { service, uris } = parts;
  const copy = async (what: string, text: string) => {
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0} of the service', what), 3_000);
  };
  const assertRunning = (): RunningService => {
    if (service.running) return service.running;
    const start = { [vscode.l10n.t('Start Service')]: 'event-replay.startService' };
    throw new ErrorWithWayOut(vscode.l10n.t("No service runs: start one with the command 'Start Service'."), start);
  };
  const copyUrl = () => copy(vscode.l10n.t('the URL'), assertRunning().url);
  const copyToken = () => copy(vscode.l10n.t('the token'), assertRunning().token);
  const stop = () => service.stop();
  const attach = async () => {
    const url = service.running?.url ?? (await askForService());
    if (url === undefined) return;
    const sessionId = await pickSession(url, tokenFor(url));
    if (sessionId === undefined) return;
    const configuration = {
      type: DEBUG_TYPE,
      request: 'attach',
      name: vscode.l10n.t('Live session'),
      service: url,
      sessionId,
    };
    await vscode.debug.startDebugging(undefined, configuration);
  };
  const tokenFor = (url: string) => (service.running?.url === url ? service.running.token : undefined);

  return {
    startService: async (node?: StoreNode) => {
      const store = node?.store ?? (await pickStore(parts));
      if (store === undefined) return;
      const onEnd = (why: string) => void showError(vscode.l10n.t('The service has ended: {0}', why), startAgain());
      const { url } = await service.start(store, await uris.get(store), onEnd);
      const said = vscode.l10n.t('Programs can replay it now at {0}', url);
      const choices = [
        { title: vscode.l10n.t('Copy URL'), choose: copyUrl },
        { title: vscode.l10n.t('Copy Token'), choose: copyToken },
      ];
      await (await vscode.window.showInformationMessage(said, ...choices))?.choose();
    },
    stopService: stop,
    copyServiceUrl: copyUrl,
    copyServiceToken: copyToken,
    attachToSession: attach,

    /** What a click in the status bar offers. */
    service: async () => {
      const { url, token } = assertRunning();
      // A page cannot send headers: the token goes where a URL has its password.
      const page = vscode.Uri.parse(`${url.replace('://', `://token:${token}@`)}/docs`);
      const choices = [
        { label: vscode.l10n.t('$(link) Copy URL'), description: url, choose: copyUrl },
        {
          label: vscode.l10n.t('$(key) Copy Token'),
          description: vscode.l10n.t('what programs send as Authorization: Bearer …'),
          choose: copyToken,
        },
        {
          label: vscode.l10n.t('$(debug-alt) Attach to a Session…'),
          description: vscode.l10n.t('debug what a program replays'),
          choose: attach,
        },
        {
          label: vscode.l10n.t('$(globe) Show the Routes'),
          description: '/docs',
          choose: () => vscode.env.openExternal(page),
        },
        {
          label: vscode.l10n.t('$(debug-stop) Stop the Service'),
          description: vscode.l10n.t('its sessions end'),
          choose: stop,
        },
      ];
      await (
        await vscode.window.showQuickPick(choices, { placeHolder: vscode.l10n.t('The replay service at {0}', url) })
      )?.choose();
    },
  };
}

function startAgain() {
  return { [vscode.l10n.t('Start Service')]: () => vscode.commands.executeCommand('event-replay.startService') };
}

function askForService(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Attach to a Session'),
    prompt: vscode.l10n.t('The address of the event-replay service'),
    value: DEFAULT_SERVICE,
    validateInput: (text) =>
      URL.canParse(text) && /^https?:/.test(text) ? undefined : vscode.l10n.t('For example {0}', DEFAULT_SERVICE),
    ignoreFocusOut: true,
  });
}
