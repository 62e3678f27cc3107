import * as vscode from 'vscode';
import { DEFAULT_SERVICE } from '../../server/protocol/service-url.ts';
import type { Backend } from '../backend.ts';
import { pickSession } from '../service/pick-session.ts';
import type { ReplayService } from '../service/replay-service.ts';
import { showError } from '../show-error.ts';
import { baseFolder } from '../stores/base-folder.ts';
import type { StoreUris } from '../stores/store-uris.ts';
import type { TreeNode } from '../stores/tree-node.ts';
import type { MayWrite } from '../stores/write-guard.ts';
import { type StreamTarget, targetOfActiveDocument, targetOfNode } from '../stream-target.ts';
import { toConfiguration } from './start-replay.ts';
import { withoutCode } from './without-code.ts';

export interface ConfigurationParts {
  readonly backend: Backend;
  readonly uris: StoreUris;
  readonly mayWrite: MayWrite;
  readonly view: Pick<vscode.TreeView<TreeNode>, 'visible' | 'selection'>;
  readonly service: ReplayService;
  /** Asks for a store and an aggregate; undefined when the user gives up. */
  readonly pickStream: () => Promise<StreamTarget | undefined>;
}

/** Completes launch configurations, and refuses those that cannot work before a session starts. */
export function createConfigurationProvider(parts: ConfigurationParts): vscode.DebugConfigurationProvider {
  return {
    /** F5 without a launch.json comes with an empty configuration: the stream in front, else the one selected in the view, else one that is picked. */
    async resolveDebugConfiguration(_folder, configuration) {
      if (configuration.type || configuration.request) return configuration;
      try {
        const target = targetOfActiveDocument() ?? targetInView(parts.view) ?? (await parts.pickStream());
        return target && toConfiguration(target);
      } catch (error) {
        void showError(error);
        return undefined;
      }
    },

    async resolveDebugConfigurationWithSubstitutedVariables(folder, configuration) {
      const { checkConfiguration } = await import('./check-configuration.ts');
      const problem = checkConfiguration(configuration);
      if (problem !== undefined) return refuse(problem);
      try {
        if (configuration.request === 'attach') return await toAttached(configuration, parts.service);
        const uri = await parts.uris.get(configuration.store);
        const { address } = await parts.backend.request('openStore', { uri, baseFolder: baseFolder(folder) });
        if (configuration.readOnly === false && !(await parts.mayWrite(address, whatLaunchWrites(configuration)))) {
          return undefined;
        }
        return { ...withTrustedCode(configuration), store: await parts.uris.get(address) };
      } catch (error) {
        return refuse(error);
      }
    },
  };
}

/** Only what the user sees selected. */
function targetInView({ visible, selection }: ConfigurationParts['view']): StreamTarget | undefined {
  return visible && selection.length === 1 ? targetOfNode(selection[0]) : undefined;
}

function whatLaunchWrites({ name }: vscode.DebugConfiguration): string {
  return vscode.l10n.t("whatever the replay '{0}' may write, which says readOnly: false", name);
}

/** Asks for the session when none is named, and knows the token of the window's own service. */
async function toAttached(
  configuration: vscode.DebugConfiguration,
  { running }: ReplayService,
): Promise<vscode.DebugConfiguration | undefined> {
  const service: string = configuration.service ?? running?.url ?? DEFAULT_SERVICE;
  const token: string | undefined = configuration.token ?? (running?.url === service ? running.token : undefined);
  const sessionId: string | undefined = configuration.sessionId || (await pickSession(service, token));
  return sessionId === undefined ? undefined : { ...configuration, service, sessionId, ...(token && { token }) };
}

/** VS Code asks for trust before it debugs. Where it did not, the workspace's own code stays out, and the user hears why. */
function withTrustedCode(configuration: vscode.DebugConfiguration): vscode.DebugConfiguration {
  if (vscode.workspace.isTrusted) return configuration;
  const { configuration: kept, dropped } = withoutCode(configuration);
  if (dropped.length > 0) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        "This workspace is not trusted, and '{0}' would run its code: payloads are merged instead.",
        dropped.join("', '"),
      ),
    );
  }
  return kept;
}

/** Not awaited: the start is over, although its message is still on the screen. */
function refuse(problem: unknown): undefined {
  void showError(problem, {
    [vscode.l10n.t('Open launch.json')]: () => vscode.commands.executeCommand('workbench.action.debug.configure'),
  });
}
