import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Parts } from '../../client/commands/parts.ts';
import { parseTreeFilter } from '../../client/stores/tree-filter.ts';
import type { AggregateNode, EventNode, TreeNode } from '../../client/stores/tree-node.ts';
import { activate, demoFile, demoStore } from './extension.ts';

describe('The Stores view', () => {
  let parts: Parts;

  before(async () => {
    parts = await activate();
    await vscode.commands.executeCommand('event-replay.openAsStore', vscode.Uri.file(demoFile));
  });

  const labels = (nodes: TreeNode[]) => nodes.map((node) => parts.tree.getTreeItem(node).label);

  async function child(parent: TreeNode | undefined, label: string): Promise<TreeNode> {
    const children = await parts.tree.getChildren(parent);
    const found = children.find((node) => parts.tree.getTreeItem(node).label === label);
    assert.ok(found, `there is no '${label}' among ${labels(children).join(', ')}`);
    return found;
  }

  const agent = async () =>
    (await child(await child(await child(undefined, 'events.db'), 'agent'), 'agent-123')) as AggregateNode;

  const firstEvent = async () => (await parts.tree.getChildren(await agent()))[0] as EventNode;

  it('remembers a store that was opened from the Explorer, once', async () => {
    await vscode.commands.executeCommand('event-replay.openAsStore', vscode.Uri.file(demoFile));
    assert.deepEqual(parts.stores.addresses, [demoStore]);
  });

  it('leads from the store over its types and aggregates to the events', async () => {
    const store = await child(undefined, 'events.db');
    assert.deepEqual(labels(await parts.tree.getChildren(store)).slice(0, 2), ['agent', 'execution']);
    const node = await agent();
    assert.equal(parts.tree.getTreeItem(node).description, `${node.eventCount} events`);
    const events = await parts.tree.getChildren(node);
    assert.equal(events.length, node.eventCount);
    assert.equal(labels(events)[0], '1  agent.created');
  });

  it('shows the whole event when the mouse rests on it', async () => {
    const event = await firstEvent();
    const item = await parts.tree.resolveTreeItem(parts.tree.getTreeItem(event), event);
    assert.match((item.tooltip as vscode.MarkdownString).value, /agent\.created[\s\S]*"model": "gpt-4"/);
  });

  it('copies an id, an event and a whole stream', async () => {
    const event = await firstEvent();
    await vscode.commands.executeCommand('event-replay.copyId', event);
    assert.equal(await vscode.env.clipboard.readText(), event.eventId);
    await vscode.commands.executeCommand('event-replay.copyAsJson', event);
    assert.equal(JSON.parse(await vscode.env.clipboard.readText()).event_id, event.eventId);
    const node = await agent();
    await vscode.commands.executeCommand('event-replay.copyAsJson', node);
    assert.equal(JSON.parse(await vscode.env.clipboard.readText()).length, node.eventCount);
  });

  it('shows only what the filter lets through, and says so when that is nothing', async () => {
    parts.tree.show({ filter: parseTreeFilter('AGENT-12') });
    const types = await parts.tree.getChildren(await child(undefined, 'events.db'));
    assert.deepEqual(labels(types), ['agent']);
    assert.deepEqual(labels(await parts.tree.getChildren(types[0])), ['agent-123']);
    parts.tree.show({ filter: parseTreeFilter('nobody') });
    const none = await parts.tree.getChildren(await child(undefined, 'events.db'));
    assert.deepEqual(labels(none), ['No aggregate is like nobody: clear the filter']);
    await vscode.commands.executeCommand('event-replay.clearFilter');
    assert.equal(parts.tree.filter, undefined);
  });

  it('says below a store why it cannot be read', async () => {
    const missing = `${demoStore}.missing`;
    const [note] = await parts.tree.getChildren({ kind: 'store', store: missing });
    assert.equal(note?.kind === 'note' && note.failed, true);
    assert.match(String(labels([note!])[0]), /events\.db\.missing/);
  });

  it('forgets a store that was removed, and reveals it again when it is added', async () => {
    const store = await child(undefined, 'events.db');
    await vscode.commands.executeCommand('event-replay.removeStore', store);
    assert.deepEqual(await parts.tree.getChildren(), []);
    await vscode.commands.executeCommand('event-replay.openAsStore', vscode.Uri.file(demoFile));
    assert.deepEqual(parts.view.selection, [{ kind: 'store', store: demoStore }]);
  });
});
