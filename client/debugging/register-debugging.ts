import * as vscode from 'vscode';
import type { KnownStores } from '../stores/known-stores.ts';
import { type ConfigurationParts, createConfigurationProvider } from './configuration-provider.ts';
import { DEBUG_TYPE } from './debug-type.ts';
import { streamExpressions } from './stream-expressions.ts';
import { createDynamicConfigurations, initialConfigurations } from './suggested-configurations.ts';

export interface DebuggingParts extends ConfigurationParts {
  readonly stores: KnownStores;
  /** The bundle of the debug adapter. */
  readonly adapterModule: string;
}

const STREAM_LANGUAGE = 'event-stream';

/** Connects the debug type with its configurations and its adapter. */
export function registerDebugging(parts: DebuggingParts): vscode.Disposable {
  const { debug, languages, DebugConfigurationProviderTriggerKind: trigger } = vscode;
  const dynamic = createDynamicConfigurations(parts.stores, parts.backend);
  return vscode.Disposable.from(
    debug.registerDebugConfigurationProvider(DEBUG_TYPE, createConfigurationProvider(parts)),
    debug.registerDebugConfigurationProvider(DEBUG_TYPE, initialConfigurations, trigger.Initial),
    debug.registerDebugConfigurationProvider(DEBUG_TYPE, dynamic, trigger.Dynamic),
    languages.registerEvaluatableExpressionProvider({ language: STREAM_LANGUAGE }, streamExpressions),
    debug.registerDebugAdapterDescriptorFactory(DEBUG_TYPE, {
      createDebugAdapterDescriptor: ({ workspaceFolder }) => toExecutable(parts.adapterModule, workspaceFolder),
    }),
  );
}

/**
 * VS Code's own runtime, told to be Node: nobody has to install one. Named by its path, because for the command `node`
 * a desktop VS Code evaluates a script that loads the module, and the module then sees other arguments.
 */
function toExecutable(module: string, folder: vscode.WorkspaceFolder | undefined): vscode.DebugAdapterExecutable {
  const env = { ELECTRON_RUN_AS_NODE: '1' };
  const options = folder ? { env, cwd: folder.uri.fsPath } : { env };
  return new vscode.DebugAdapterExecutable(process.execPath, [module], options);
}
