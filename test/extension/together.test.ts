import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Parts } from '../../client/commands/parts.ts';
import type { AggregateNode, EventNode, TreeNode } from '../../client/stores/tree-node.ts';
import { activate, command, demoStore, endReplay, stopAfter, streamUri } from './extension.ts';

describe('Several streams together', () => {
  let parts: Parts;
  let aggregates: AggregateNode[];

  before(async () => {
    parts = await activate();
    await parts.stores.add(demoStore);
    const types = await parts.tree.getChildren({ kind: 'store', store: demoStore });
    const nodes: TreeNode[] = [];
    for (const type of types) nodes.push(...(await parts.tree.getChildren(type)));
    aggregates = nodes.filter((node) => node.kind === 'aggregate');
  });
  afterEach(endReplay);

  const named = (id: string) => aggregates.find(({ aggregateId }) => aggregateId === id)!;
  const configuration = () => vscode.debug.activeDebugSession!.configuration;

  it('are those that are selected in the Stores view', async () => {
    const selected = [named('agent-123'), named('task-789')];
    await stopAfter(command('replayTogether', selected[0], selected));
    assert.deepEqual(configuration().aggregateIds, ['agent-123', 'task-789']);
    const { threads } = await vscode.debug.activeDebugSession!.customRequest('threads');
    assert.equal(threads.length, 2);
  });

  it('are those that take part in the correlation of an event in the Stores view', async () => {
    const events = (await parts.tree.getChildren(named('agent-support-7'))) as EventNode[];
    await stopAfter(command('replayCorrelation', events[26]));
    const { correlationId } = configuration();
    assert.ok(correlationId);
    const { threads } = await vscode.debug.activeDebugSession!.customRequest('threads');
    assert.ok(threads.length > 1);
  });

  it('are those that take part in the correlation of a line', async () => {
    await stopAfter(command('replayCorrelation', { uri: streamUri('agent-support-7'), lineNumber: 27 }));
    assert.ok(configuration().correlationId);
  });
});
