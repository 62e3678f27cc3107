import * as vscode from 'vscode';
import type { KnownStores } from '../stores/known-stores.ts';
import { type ConfigurationParts, createConfigurationProvider } from './configuration-provider.ts';
import { DEBUG_TYPE } from './debug-type.ts';
import { createDynamicConfigurations, initialConfigurations } from './suggested-configurations.ts';

export interface DebuggingParts extends ConfigurationParts {
  readonly stores: KnownStores;
  /** The bundle of the debug adapter. */
  readonly adapterModule: string;
}

/** Connects the debug type with its configurations and its adapter. */
export function registerDebugging(parts: DebuggingParts): vscode.Disposable {
  const { debug, DebugConfigurationProviderTriggerKind: trigger } = vscode;
  const dynamic = createDynamicConfigurations(parts.stores, parts.backend);
  return vscode.Disposable.from(
    debug.registerDebugConfigurationProvider(DEBUG_TYPE, createConfigurationProvider(parts)),
    debug.registerDebugConfigurationProvider(DEBUG_TYPE, initialConfigurations, trigger.Initial),
    debug.registerDebugConfigurationProvider(DEBUG_TYPE, dynamic, trigger.Dynamic),
    debug.registerDebugAdapterDescriptorFactory(DEBUG_TYPE, {
      // For the command `node` VS Code forks its own runtime: nobody has to install one.
      createDebugAdapterDescriptor: ({ workspaceFolder }) =>
        new vscode.DebugAdapterExecutable('node', [parts.adapterModule], cwdOf(workspaceFolder)),
    }),
  );
}

function cwdOf(folder: vscode.WorkspaceFolder | undefined): vscode.DebugAdapterExecutableOptions {
  return folder ? { cwd: folder.uri.fsPath } : {};
}
