import * as vscode from 'vscode';
import type { StreamFileSystem } from '../documents/stream-file-system.ts';
import { baseFolder } from '../stores/base-folder.ts';
import type { KnownStores } from '../stores/known-stores.ts';
import { type ConfigurationParts, createConfigurationProvider } from './configuration-provider.ts';
import { DEBUG_TYPE } from './debug-type.ts';
import { registerDropIntoLaunch } from './drop-into-launch.ts';
import { followDocuments } from './follow-documents.ts';
import { inlineChanges } from './inline-changes.ts';
import { registerLaunchCompletion } from './launch-completion.ts';
import { streamExpressions } from './stream-expressions.ts';
import { createDynamicConfigurations, initialConfigurations } from './suggested-configurations.ts';

export interface DebuggingParts extends ConfigurationParts {
  readonly stores: KnownStores;
  readonly documents: StreamFileSystem;
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
    languages.registerInlineValuesProvider({ language: STREAM_LANGUAGE }, inlineChanges),
    registerDropIntoLaunch(),
    registerLaunchCompletion(parts),
    followDocuments(parts.documents),
    debug.registerDebugAdapterDescriptorFactory(DEBUG_TYPE, {
      createDebugAdapterDescriptor: ({ workspaceFolder }) =>
        toExecutable(parts.adapterModule, baseFolder(workspaceFolder)),
    }),
  );
}

/**
 * VS Code's own runtime, told to be Node: nobody has to install one. Named by its path, because for the command `node`
 * a desktop VS Code evaluates a script that loads the module, and the module then sees other arguments. Relative paths
 * of projections and upcasters start in the folder.
 */
function toExecutable(module: string, cwd: string | undefined): vscode.DebugAdapterExecutable {
  const env = { ELECTRON_RUN_AS_NODE: '1' };
  const options = cwd === undefined ? { env } : { env, cwd };
  return new vscode.DebugAdapterExecutable(process.execPath, [module], options);
}
