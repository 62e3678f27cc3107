import * as vscode from 'vscode';
import { parseEventUri } from '../../server/protocol/event-address.ts';
import { EventAddress } from '../../server/protocol/request-parts.ts';
import { pickStream } from '../debugging/pick-stream.ts';
import { startReplay, toConfiguration, toJointConfiguration } from '../debugging/start-replay.ts';
import { openEvent } from '../documents/open-event.ts';
import { openStream } from '../documents/open-stream.ts';
import type { Commands } from '../register-commands.ts';
import type { AggregateNode, EventNode, TreeNode } from '../stores/tree-node.ts';
import { type StreamTarget, targetOfActiveDocument, targetOfCursor, targetOfNode } from '../stream-target.ts';
import { type Clicked, type ClickedFrame, targetOfClick } from './clicked-target.ts';
import type { Parts } from './parts.ts';

/** The commands on a stream or an event, wherever it was clicked. */
export function createStreamCommands(parts: Parts): Commands {
  const { backend } = parts;
  const pick = () => pickStream(parts);
  return {
    /** From the view: that node; from a document: its stream; from the palette: what is picked. */
    replay: async (from?: TreeNode | vscode.Uri) => {
      const target = targetOfNode(toNode(from)) ?? targetOfActiveDocument() ?? (await pick());
      if (target) await startReplay(toConfiguration(target));
    },

    /** From the event on. The events before it are folded into the state. */
    replayFromHere: async (node: EventNode) => startReplay(toConfiguration(node)),

    /** All aggregates that take part in what the event belongs to. */
    replayCorrelation: async (from?: EventNode | Clicked, frame?: ClickedFrame) => {
      const isNode = typeof from === 'object' && 'kind' in from;
      const target = isNode ? from : (targetOfClick(from, frame) ?? targetOfCursor());
      if (!target) throw new Error('Put the cursor on an event of a stream document first.');
      const { store, aggregateId, position } = target;
      const { correlationId } = await backend.request('getEvent', { store, aggregateId, position });
      if (correlationId === null) throw new Error('This event belongs to no correlation: its correlation_id is empty.');
      await startReplay(toJointConfiguration(store, { correlationId }));
    },

    /** The aggregates that are selected in the view. */
    replayTogether: async (node: TreeNode, selected: readonly TreeNode[] = [node]) => {
      const aggregates = selected.filter((each) => each.kind === 'aggregate');
      const [store, ...others] = new Set(aggregates.map((each) => each.store));
      if (store === undefined) throw new Error('Select the aggregates to replay together.');
      if (others.length > 0) throw new Error('Only aggregates of the same store can be replayed together.');
      // One stream can stand below several aggregate types.
      const aggregateIds = [...new Set(aggregates.map(({ aggregateId }) => aggregateId))];
      await startReplay(toJointConfiguration(store, { aggregateIds }));
    },

    /** From the view: that node; from an event's document or a hover: that event's line; from the palette: what is picked. */
    openStream: async (from?: TreeNode | vscode.Uri | EventAddress) => {
      const target = targetOfNode(toNode(from)) ?? targetOfEvent(from) ?? (await pick());
      if (target) await openStream(target);
    },

    /** The event as a JSON document. */
    openEvent: async (from?: EventNode | Clicked, frame?: ClickedFrame) => {
      const target = targetOfClick(from, frame) ?? targetOfCursor();
      if (!target) throw new Error(vscode.l10n.t('Put the cursor on an event of a stream document first.'));
      await openEvent(target);
    },

    openToSide: async (node: TreeNode) => {
      const target = targetOfNode(node);
      if (target) await openStream(target, vscode.ViewColumn.Beside);
    },
    openInNewWindow: async (node: TreeNode) => {
      const target = targetOfNode(node);
      if (!target) return;
      await openStream(target);
      await vscode.commands.executeCommand('workbench.action.moveEditorToNewWindow');
    },

    copyId: (node: AggregateNode | EventNode) =>
      vscode.env.clipboard.writeText(node.kind === 'event' ? node.eventId : node.aggregateId),
  };
}

/** The editor's menus pass the document's URI, the view's its node. */
function toNode(from: TreeNode | vscode.Uri | EventAddress | undefined): TreeNode | undefined {
  return from && 'kind' in from ? from : undefined;
}

function targetOfEvent(from: TreeNode | vscode.Uri | EventAddress | undefined): StreamTarget | undefined {
  if (from instanceof vscode.Uri) return parseEventUri(from.toString());
  return from && 'position' in from ? EventAddress.parse(from) : undefined;
}
