import * as vscode from 'vscode';
import { pickStream } from '../debugging/pick-stream.ts';
import { startReplay } from '../debugging/start-replay.ts';
import { openStream } from '../documents/open-stream.ts';
import type { Commands } from '../register-commands.ts';
import type { AggregateNode, EventNode, TreeNode } from '../stores/tree-node.ts';
import { type StreamTarget, targetOfActiveDocument, targetOfNode } from '../stream-target.ts';
import { jsonOf } from './json-of.ts';
import type { Parts } from './parts.ts';

/** The commands on a stream or an event, wherever it was clicked. */
export function createStreamCommands({ backend, stores }: Parts): Commands {
  const pick = () => pickStream(stores, backend);
  return {
    /** From the view: that node; from a document: its stream; from the palette: what is picked. */
    replay: async (from?: TreeNode | vscode.Uri) => {
      const target = targetOfNode(toNode(from)) ?? targetOfActiveDocument() ?? (await pick());
      if (target) await startReplay(target);
    },
    openStream: async (from?: TreeNode) => {
      const target: StreamTarget | undefined = targetOfNode(from) ?? (await pick());
      if (target) await openStream(target);
    },
    copyAsJson: async (node: AggregateNode | EventNode) => {
      const { json, remark } = await jsonOf(backend, node);
      await vscode.env.clipboard.writeText(json);
      if (remark) void vscode.window.showInformationMessage(remark);
    },
    copyId: (node: AggregateNode | EventNode) =>
      vscode.env.clipboard.writeText(node.kind === 'event' ? node.eventId : node.aggregateId),
  };
}

/** The editor's menus pass the document's URI, the view's its node. */
function toNode(from: TreeNode | vscode.Uri | undefined): TreeNode | undefined {
  return from && 'kind' in from ? from : undefined;
}
