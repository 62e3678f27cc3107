import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { toEventUri } from '../../server/protocol/event-address.ts';
import { parseStreamUri } from '../../server/protocol/stream-address.ts';
import { activate, demoFile, demoStore, next, streamUri } from './extension.ts';

/** The event of agent-support-7 that set its temperature to 1.7; its line is counted from 0. */
const TUNED = new vscode.Position(26, 0);

describe('Finding the way', () => {
  const agent = streamUri('agent-support-7');
  before(async () => {
    await activate();
    await vscode.commands.executeCommand('event-replay.openAsStore', vscode.Uri.file(demoFile));
    await vscode.workspace.openTextDocument(agent);
    await vscode.workspace.openTextDocument(streamUri('workflow-tuning-42'));
  });

  const run = <Result>(command: string, ...args: unknown[]) =>
    vscode.commands.executeCommand<Result>(`vscode.${command}`, ...args) as Promise<Result>;

  const nameOf = ({ uri, range }: vscode.Location) =>
    `${parseStreamUri(uri.toString())?.aggregateId}/${range.start.line + 1}`;

  it('goes to the cause, to the effects and to the first cause of all', async () => {
    const places = async (kind: string, uri: vscode.Uri, at: vscode.Position) =>
      (await run<vscode.Location[]>(`execute${kind}Provider`, uri, at)).map(nameOf);
    assert.deepEqual(await places('Definition', agent, TUNED), ['workflow-tuning-42/8']);
    assert.deepEqual(await places('Declaration', agent, TUNED), ['spec-tuning/2']);
    const workflow = streamUri('workflow-tuning-42');
    assert.ok((await places('Implementation', workflow, new vscode.Position(7, 0))).includes('agent-support-7/27'));
  });

  it('finds the whole correlation', async () => {
    const found = await run<vscode.Location[]>('executeReferenceProvider', agent, TUNED);
    assert.ok(found.map(nameOf).includes('workflow-tuning-42/1'));
  });

  it('shows causes as callers', async () => {
    const [item] = await run<vscode.CallHierarchyItem[]>('prepareCallHierarchy', agent, TUNED);
    assert.equal(item?.name, 'agent.updated');
    const [caller] = await run<vscode.CallHierarchyIncomingCall[]>('provideIncomingCalls', item);
    assert.equal(caller?.from.name, 'workflow.step_completed');
    const called = await run<vscode.CallHierarchyOutgoingCall[]>('provideOutgoingCalls', caller?.from);
    assert.ok(called.some(({ to }) => to.name === 'agent.updated'));
  });

  it('finds aggregates and event types by name', async () => {
    const symbols = await run<vscode.SymbolInformation[]>('executeWorkspaceSymbolProvider', 'agent-sup');
    const found = symbols.find(({ name }) => name === 'agent-support-7');
    assert.equal(found?.location.uri.toString(), agent.toString());
    const types = await run<vscode.SymbolInformation[]>('executeWorkspaceSymbolProvider', 'agent.upd');
    assert.ok(types.some(({ name }) => name === 'agent.updated'));
  });

  it('shows what an event did, with links to nothing but our own commands', async () => {
    const [hover] = await run<vscode.Hover[]>('executeHoverProvider', agent, TUNED);
    const [content] = hover!.contents as vscode.MarkdownString[];
    assert.match(content!.value, /temperature 0\.2 → 1\.7[\s\S]*State after it/);
    const known = await vscode.commands.getCommands(true);
    const trusted = content!.isTrusted as { readonly enabledCommands: readonly string[] };
    assert.deepEqual([...trusted.enabledCommands].sort(), [
      'event-replay.openEvent',
      'event-replay.openStream',
      'event-replay.replayToHere',
    ]);
    for (const command of trusted.enabledCommands) assert.ok(known.includes(command), command);
  });

  it('links the ids of a stream, and looks up what they name when they are followed', async () => {
    const links = await run<vscode.DocumentLink[]>('executeLinkProvider', streamUri('workflow-tuning-42'), 100);
    const targets = links.map(({ target }) => target?.toString());
    assert.ok(targets.includes(`${streamUri('task-847').toString()}#L1`), targets.join('\n'));
  });

  it('opens an event as JSON, where the way goes on', async () => {
    const address = { store: demoStore, aggregateId: 'agent-support-7', position: 27 };
    const uri = vscode.Uri.parse(toEventUri(address));
    const shown = next(
      vscode.window.onDidChangeActiveTextEditor,
      (editor) => editor?.document.uri.scheme === uri.scheme,
    );
    await vscode.commands.executeCommand('event-replay.openEvent', address);
    const { document } = (await shown)!;
    assert.equal(document.languageId, 'json');
    assert.equal(JSON.parse(document.getText()).event_data.temperature, 1.7);
    const found = await run<vscode.Location[]>('executeDefinitionProvider', document.uri, new vscode.Position(0, 0));
    assert.deepEqual(found.map(nameOf), ['workflow-tuning-42/8']);
    await vscode.commands.executeCommand('event-replay.openStream', document.uri);
    const editor = vscode.window.activeTextEditor;
    assert.deepEqual([editor?.document.uri.toString(), editor?.selection.active.line], [agent.toString(), 26]);
  });

  it('completes whole conditions on the line of a breakpoint', async () => {
    const { items } = await run<vscode.CompletionList>('executeCompletionItemProvider', agent, TUNED);
    const labels = items.map(({ label }) => String(typeof label === 'string' ? label : label.label));
    assert.ok(labels.includes("changed('temperature')"), labels.join('\n'));
  });
});
