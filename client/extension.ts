import { config } from '@vscode/l10n';
import * as vscode from 'vscode';
import { EVENT_SCHEME } from '../server/protocol/event-address.ts';
import { STREAM_SCHEME } from '../server/protocol/stream-address.ts';
import { Backend } from './backend.ts';
import type { Parts } from './commands/parts.ts';
import { pickStream } from './debugging/pick-stream.ts';
import { registerDebugging } from './debugging/register-debugging.ts';
import { ReplayStatus } from './debugging/replay-status.ts';
import { Standings } from './debugging/standings.ts';
import { EventFileSystem } from './documents/event-file-system.ts';
import { GrowingDocuments } from './documents/growing-documents.ts';
import { MalformedMarks } from './documents/malformed-marks.ts';
import { StreamFileSystem } from './documents/stream-file-system.ts';
import { WindowKeys } from './documents/window-keys.ts';
import { followFirstRun } from './first-run.ts';
import { registerQueries } from './queries/register-queries.ts';
import { registerCommands } from './register-commands.ts';
import { ReplayService } from './service/replay-service.ts';
import { ServiceStatus } from './service/service-status.ts';
import { createSidebar } from './sidebar.ts';
import { registerStoreEditor } from './store-editor/store-editor.ts';
import { dragNodes } from './stores/drag-nodes.ts';
import { KnownStores } from './stores/known-stores.ts';
import { registerStoresView } from './stores/register-stores-view.ts';
import { StoreTree } from './stores/store-tree.ts';
import { StoreUris } from './stores/store-uris.ts';
import { createWriteGuard } from './stores/write-guard.ts';
import { PayloadDrafts } from './what-if/payload-drafts.ts';
import { WhatIfMarks } from './what-if/what-if-marks.ts';
import { WhatIfStatus } from './what-if/what-if-status.ts';
import { WhatIfs } from './what-if/what-ifs.ts';

/** Connects the parts; none of them does anything before the user asks for it. */
export function activate(context: vscode.ExtensionContext): Parts {
  // For the parts that do not know VS Code.
  config({ contents: vscode.l10n.bundle ?? {} });
  const bundle = (name: string) => context.asAbsolutePath(`dist/${name}.js`);
  const uris = new StoreUris(context.secrets);
  const backend = new Backend(bundle('server'), uris);
  const stores = new KnownStores(context.workspaceState, backend, uris);
  const tree = new StoreTree(backend, stores);
  const whatIfs = new WhatIfs();
  const standings = new Standings();
  const service = new ReplayService(bundle('cli'));
  const view = vscode.window.createTreeView('event-replay.stores', {
    treeDataProvider: tree,
    showCollapseAll: true,
    canSelectMany: true,
    dragAndDropController: dragNodes,
  });
  const sidebar = createSidebar({ backend, service, standings }, view);
  const parts: Parts = {
    backend,
    stores,
    uris,
    mayWrite: createWriteGuard(stores),
    tree,
    view,
    ...sidebar.parts,
    documents: new StreamFileSystem(backend),
    malformed: new MalformedMarks(),
    queries: registerQueries(context.workspaceState, backend, stores),
    whatIfs,
    drafts: new PayloadDrafts(),
    marks: new WhatIfMarks(whatIfs, uris),
    status: new WhatIfStatus(whatIfs),
    standings,
    replayStatus: new ReplayStatus(standings),
    service,
    serviceStatus: new ServiceStatus(service),
    cliModule: bundle('cli'),
    demoFile: vscode.Uri.joinPath(context.globalStorageUri, 'demo', 'events.db').fsPath,
  };

  context.subscriptions.push(
    backend,
    view,
    parts.queries,
    whatIfs,
    parts.drafts,
    parts.marks,
    parts.status,
    standings,
    parts.replayStatus,
    service,
    parts.serviceStatus,
    parts.malformed,
    new GrowingDocuments(backend, parts.documents),
    new WindowKeys(backend),
    vscode.workspace.registerFileSystemProvider(STREAM_SCHEME, parts.documents, { isReadonly: readOnlyMessage() }),
    vscode.workspace.registerFileSystemProvider(EVENT_SCHEME, new EventFileSystem(backend), { isReadonly: true }),
    followFirstRun(parts),
    registerStoreEditor(parts, context.extensionUri),
    registerStoresView(parts),
    sidebar,
    registerDebugging({
      ...parts,
      pickStream: () => pickStream(parts),
      adapterModule: bundle('debug-adapter'),
    }),
    registerCommands(commandsOf(context.extension), async () => {
      const { createCommands } = await import('./commands/create-commands.ts');
      return createCommands(parts, context.extension.id);
    }),
  );
  return parts;
}

/** The ids of those that the manifest shows, which are all. */
function commandsOf({ packageJSON }: vscode.Extension<unknown>): string[] {
  return packageJSON.contributes.commands.map(({ command }: { readonly command: string }) => command);
}

function readOnlyMessage(): vscode.MarkdownString {
  return new vscode.MarkdownString(
    vscode.l10n.t('Recorded events cannot be changed. Set a breakpoint in the margin and press F5 to replay them.'),
  );
}
