import path from 'node:path';
import * as vscode from 'vscode';
import { toStreamUri, windowOf } from '../../server/protocol/stream-address.ts';
import { CONFIGURATION_MIME } from '../debugging/drop-into-launch.ts';
import { toConfiguration } from '../debugging/start-replay.ts';
import { type StreamTarget, targetOfNode } from '../stream-target.ts';
import type { TreeNode } from './tree-node.ts';

/** An aggregate or an event can be dragged: into launch.json as a configuration, elsewhere as its text, or to be opened. */
export const dragNodes: vscode.TreeDragAndDropController<TreeNode> = {
  dragMimeTypes: [CONFIGURATION_MIME, 'text/plain', 'text/uri-list'],
  dropMimeTypes: [],
  handleDrag(nodes, data) {
    const [target] = nodes.flatMap((node) => targetOfNode(node) ?? []);
    if (!target) return;
    const configuration = JSON.stringify(toPortableConfiguration(target), null, 2);
    data.set(CONFIGURATION_MIME, new vscode.DataTransferItem(configuration));
    data.set('text/plain', new vscode.DataTransferItem(configuration));
    const { store, aggregateId, position = 1 } = target;
    const { firstPosition } = windowOf(position);
    data.set('text/uri-list', new vscode.DataTransferItem(toStreamUri({ store, aggregateId, firstPosition })));
  },
};

/** A file in the workspace is named as one in the workspace: launch.json is shared. */
function toPortableConfiguration(target: StreamTarget): vscode.DebugConfiguration {
  const configuration = toConfiguration(target);
  if (!target.store.startsWith('sqlite:')) return configuration;
  const file = vscode.Uri.file(target.store.slice('sqlite:'.length));
  const folder = vscode.workspace.getWorkspaceFolder(file);
  if (!folder) return configuration;
  const inside = path.posix.relative(folder.uri.path, file.path);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: VS Code replaces it
  return { ...configuration, store: `${'${workspaceFolder}'}/${inside}` };
}
