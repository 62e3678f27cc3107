import * as vscode from 'vscode';
import { DEFAULT_SERVICE } from '../../server/protocol/attach-arguments.ts';
import { DEBUG_TYPE } from '../debugging/debug-type.ts';
import { pickStore } from '../debugging/pick-store.ts';
import type { Commands } from '../register-commands.ts';
import { pickSession } from '../service/pick-session.ts';
import type { RunningService } from '../service/replay-service.ts';
import { showError } from '../show-error.ts';
import type { StoreNode } from '../stores/tree-node.ts';
import type { Parts } from './parts.ts';

/** The commands about the REST service: the same debugger for programs. */
export function createServiceCommands({ service, stores, uris }: Parts): Commands {
  const copy = async (what: string, text: string) => {
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(`Copied ${what} of the service`, 3_000);
  };
  const assertRunning = (): RunningService => {
    if (service.running) return service.running;
    throw new Error("No service runs: start one with the command 'Start Service'.");
  };
  const copyUrl = () => copy('the URL', assertRunning().url);
  const copyToken = () => copy('the token', assertRunning().token);
  const stop = () => service.stop();
  const attach = async () => {
    const url = service.running?.url ?? (await askForService());
    if (url === undefined) return;
    const sessionId = await pickSession(url, tokenFor(url));
    if (sessionId === undefined) return;
    const configuration = { type: DEBUG_TYPE, request: 'attach', name: 'Live session', service: url, sessionId };
    await vscode.debug.startDebugging(undefined, configuration);
  };
  const tokenFor = (url: string) => (service.running?.url === url ? service.running.token : undefined);

  return {
    startService: async (node?: StoreNode) => {
      const store = node?.store ?? (await pickStore(stores));
      if (store === undefined) return;
      const onEnd = (why: string) => void showError(`The service has ended: ${why}`, START_AGAIN);
      const { url } = await service.start(store, await uris.get(store), onEnd);
      const chosen = await vscode.window.showInformationMessage(
        `Programs can replay it now at ${url}`,
        'Copy URL',
        'Copy Token',
      );
      if (chosen !== undefined) await (chosen === 'Copy URL' ? copyUrl() : copyToken());
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
        { label: '$(link) Copy URL', description: url, choose: copyUrl },
        { label: '$(key) Copy Token', description: 'what programs send as Authorization: Bearer …', choose: copyToken },
        { label: '$(debug-alt) Attach to a Session…', description: 'debug what a program replays', choose: attach },
        { label: '$(globe) Show the Routes', description: '/docs', choose: () => vscode.env.openExternal(page) },
        { label: '$(debug-stop) Stop the Service', description: 'its sessions end', choose: stop },
      ];
      await (await vscode.window.showQuickPick(choices, { placeHolder: `The replay service at ${url}` }))?.choose();
    },
  };
}

const START_AGAIN = { 'Start Service': () => vscode.commands.executeCommand('event-replay.startService') };

function askForService(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: 'Attach to a Session',
    prompt: 'The address of the event-replay service',
    value: DEFAULT_SERVICE,
    validateInput: (text) =>
      URL.canParse(text) && /^https?:/.test(text) ? undefined : `For example ${DEFAULT_SERVICE}`,
    ignoreFocusOut: true,
  });
}
