import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CausalEventNode } from '../../client/causation/causation-node.ts';
import type { Parts } from '../../client/commands/parts.ts';
import { dropIntoLaunch } from '../../client/debugging/drop-into-launch.ts';
import { dragNodes } from '../../client/stores/drag-nodes.ts';
import { parseTreeFilter } from '../../client/stores/tree-filter.ts';
import type { AggregateNode, EventNode, MoreNode, TreeNode } from '../../client/stores/tree-node.ts';
import { openStore } from '../../server/stores/open-store.ts';
import { agentEvent, agentEvents } from '../support/agent-stream.ts';
import { storeFile } from '../support/store-file.ts';
import { activate, command, demoStore, endReplay, eventually, launch, next } from './extension.ts';

describe('The sidebar', () => {
  let parts: Parts;

  before(async () => {
    parts = await activate();
    await parts.stores.add(demoStore);
  });
  afterEach(async () => {
    await endReplay();
    parts.tree.show({ filter: undefined, order: 'id' });
  });

  const look = (node: TreeNode) => parts.tree.getTreeItem(node);

  async function child(parent: TreeNode, label: string): Promise<TreeNode> {
    const children = await parts.tree.getChildren(parent);
    const found = children.find((node) => look(node).label === label);
    assert.ok(found, `there is no '${label}' among ${children.map((node) => look(node).label).join(', ')}`);
    return found;
  }

  const store = { kind: 'store', store: demoStore } as const;
  const labels = async (parent: TreeNode) => (await parts.tree.getChildren(parent)).map((node) => look(node).label);
  const aggregate = async (type: string, id: string) => (await child(await child(store, type), id)) as AggregateNode;

  it('shows types before they are counted, and their counts as they arrive', async () => {
    const agent = await child(store, 'agent');
    await eventually(parts.tree.details.onDidArrive, () => look(agent).description === '4 aggregates');
    assert.match(String(look(agent).accessibilityInformation?.label), /aggregate type agent, 4 aggregates/);
  });

  it('marks an aggregate whose last event failed', async () => {
    const task = await aggregate('task', 'task-766');
    const isMarked = () => parts.tree.details.lastEventOf(task)?.failed === true;
    await eventually(parts.tree.details.onDidArrive, isMarked);
    assert.match(String(look(task).tooltip), /ended with rollout\.failed|ended with task\.failed/);
    assert.match(String(look(task).accessibilityInformation?.label), /ended with/);
  });

  it('filters by type, glob and expression, and says so above the tree', async () => {
    parts.tree.show({ filter: parseTreeFilter('type:agent agent-s*') });
    assert.deepEqual(await labels(store), ['agent']);
    assert.deepEqual(await labels(await child(store, 'agent')), ['agent-sales-3', 'agent-support-7']);
    assert.equal(parts.view.message, 'Only aggregates like type:agent agent-s*');

    parts.tree.show({ filter: parseTreeFilter("event_type == 'failed'") });
    assert.ok((await labels(await child(store, 'task'))).includes('task-766'));
    assert.deepEqual(await labels(await child(store, 'agent')), [
      "No event is like event_type == 'failed': clear the filter",
    ]);
    await command('clearFilter')();
    assert.equal(parts.view.message, '');
  });

  it('shows what is wanted last, though something else is still being read', async () => {
    const agent = await child(store, 'agent');
    parts.tree.refresh();
    const reading = parts.tree.getChildren(agent);
    parts.tree.show({ filter: parseTreeFilter('agent-s*') });
    assert.deepEqual(
      (await reading).map((node) => look(node).label),
      ['agent-sales-3', 'agent-support-7'],
    );
  });

  it('sorts by the number of events and by the last event', async () => {
    const counts = async () =>
      (await parts.tree.getChildren(await child(store, 'task'))).map((node) => (node as AggregateNode).eventCount);
    parts.tree.show({ order: 'count' });
    const byCount = await counts();
    assert.deepEqual(
      byCount,
      byCount.toSorted((a, b) => b - a),
    );
    parts.tree.show({ order: 'time' });
    const children = await parts.tree.getChildren(await child(store, 'task'));
    const times = children.map((node) => (node as AggregateNode).lastTimestamp!);
    assert.deepEqual(times, times.toSorted().reverse());
  });

  it('copies in the languages of programs', async () => {
    const node = await aggregate('agent', 'agent-123');
    await command('copyAsPython', node)();
    assert.match(await vscode.env.clipboard.readText(), /^events = \[\n {2}\{"event_id": /);
    const [event] = await parts.tree.getChildren(node);
    await command('copyAsTypeScript', event)();
    assert.match(await vscode.env.clipboard.readText(), /^const event = \{\n {2}"event_id": /);
  });

  it('puts an aggregate that is dragged into launch.json into its configurations', async () => {
    const data = new vscode.DataTransfer();
    const token = new vscode.CancellationTokenSource().token;
    await dragNodes.handleDrag!([await aggregate('agent', 'agent-123')], data, token);
    const content = '{\n  "version": "0.2.0",\n  "configurations": []\n}\n';
    const document = await vscode.workspace.openTextDocument({ language: 'jsonc', content });
    // Else VS Code would show it later, and ask to save it when a replay begins.
    await vscode.window.showTextDocument(document);
    const edit = await dropIntoLaunch.provideDocumentDropEdits(document, new vscode.Position(0, 0), data, token);
    assert.ok(edit && !Array.isArray(edit) && edit.additionalEdit);
    await vscode.workspace.applyEdit(edit.additionalEdit);
    assert.deepEqual(JSON.parse(document.getText()).configurations, [
      {
        type: 'event-replay',
        request: 'launch',
        name: 'Replay agent-123',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: VS Code replaces it
        store: '${workspaceFolder}/events.db',
        aggregateId: 'agent-123',
      },
    ]);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('keeps up with a store that grows, and leaves the rest as it is', async () => {
    const file = await storeFile(agentEvents());
    const grown = { kind: 'store', store: `sqlite:${file.path}` } as const;
    try {
      await parts.stores.add(file.path);
      const agent = await child(grown, 'agent');
      const before = await parts.tree.getChildren((await child(agent, 'agent-123')) as AggregateNode);
      const writer = await openStore(file.path, { readOnly: false });
      await writer.saveEvents([agentEvent(before.length + 1, 'failed', {})]);
      await writer.close();
      await parts.tree.grow({ store: grown.store, aggregateIds: ['agent-123'], more: false });
      const node = (await child(agent, 'agent-123')) as AggregateNode;
      assert.equal(node.eventCount, before.length + 1);
      const after = await parts.tree.getChildren(node);
      assert.equal(after.length, before.length + 1);
      assert.ok(after.every((each, index) => index === before.length || each === before[index]));
    } finally {
      await parts.stores.remove(grown.store);
      await file.remove();
    }
  });

  it('hears by itself of the events that arrive, while it is in view', async () => {
    const file = await storeFile(agentEvents());
    const grown = { kind: 'store', store: `sqlite:${file.path}` } as const;
    try {
      await parts.stores.add(file.path);
      await vscode.commands.executeCommand('event-replay.stores.focus');
      const agent = await child(grown, 'agent');
      await child(agent, 'agent-123');
      const told = next(
        parts.tree.onDidChangeTreeData,
        (changed) => changed !== undefined && !Array.isArray(changed) && changed.kind === 'type',
      );
      const writer = await openStore(file.path, { readOnly: false });
      await writer.saveEvents([agentEvent(9, 'status', {})]);
      await writer.close();
      await told;
      assert.equal(((await child(agent, 'agent-123')) as AggregateNode).eventCount, 9);
    } finally {
      await parts.stores.remove(grown.store);
      await file.remove();
    }
  });

  it('shows what led to an event, and what came of it', async () => {
    const { causation } = parts;
    const task = await aggregate('task', 'task-766');
    const [first] = (await parts.tree.getChildren(task)) as EventNode[];
    await command('showCausation', first)();
    assert.deepEqual(causation.target, { store: demoStore, aggregateId: 'task-766', position: 1 });
    const roots = (await causation.getChildren()) as CausalEventNode[];
    assert.equal(roots.at(-1)?.role, 'chosen');
    assert.equal(roots.at(-1)?.eventId, first?.eventId);
    const effects = await causation.getChildren(roots.at(-1));
    assert.ok(effects.length > 0);
    const item = causation.getTreeItem(effects[0]!);
    assert.ok(item.accessibilityInformation?.label);
  });

  it('follows the replay in the Causation view, as soon as that is in view', async () => {
    await launch({ aggregateId: 'agent-123', position: 3 });
    const isThere = () => parts.causation.target?.aggregateId === 'agent-123' && parts.causation.target.position === 3;
    const shown = eventually(parts.causation.onDidChangeTreeData, isThere);
    // VS Code shows its own debug views when a replay begins.
    await vscode.commands.executeCommand('event-replay.causation.focus');
    await shown;
  });

  it('lists the replays with their places, and stops one', async () => {
    await launch({ aggregateId: 'agent-123', position: 2 });
    await eventually(parts.standings.onDidChange, () => parts.standings.all[0]?.standing?.position === 2);
    const [replay] = await parts.sessions.getChildren();
    assert.equal(replay?.kind, 'replay');
    const item = parts.sessions.getTreeItem(replay!);
    assert.equal(item.label, 'agent-123');
    assert.match(String(item.description), /^event 2 of \d+/);
    const ended = next(vscode.debug.onDidTerminateDebugSession);
    await command('stopSession', replay)();
    await ended;
    await eventually(parts.standings.onDidChange, () => parts.standings.all.length === 0);
    assert.deepEqual(await parts.sessions.getChildren(), []);
  });

  it('loads more of a long list where it ended', async () => {
    const file = await storeFile(
      Array.from({ length: 130 }, (_, index) =>
        agentEvent(1, 'status', {}, { aggregate_id: `a-${index}`, event_id: `e-${index}` }),
      ),
    );
    try {
      await parts.stores.add(file.path);
      const agent = await child({ kind: 'store', store: `sqlite:${file.path}` }, 'agent');
      const first = await parts.tree.getChildren(agent);
      assert.equal(first.length, 101);
      assert.equal(look(first[100]!).label, 'Load more…');
      await parts.tree.loadMore(first[100] as MoreNode);
      assert.equal((await parts.tree.getChildren(agent)).length, 130);
    } finally {
      await parts.stores.remove(`sqlite:${file.path}`);
      await file.remove();
    }
  });
});
