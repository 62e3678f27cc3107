import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activate, demoStore, next, streamUri } from './extension.ts';

describe('A stream document', () => {
  before(activate);

  it('opens from its address alone, one event per line, in its own language', async () => {
    const document = await vscode.workspace.openTextDocument(streamUri('agent-123'));
    assert.equal(document.languageId, 'event-stream');
    assert.match(document.lineAt(0).text, /^ +1 {2}2025-09-19T13:00:00\.000000Z {2}agent\.created +\{"name":/);
  });

  it('cannot be written', async () => {
    const uri = streamUri('agent-123');
    assert.equal((await vscode.workspace.fs.stat(uri)).permissions, vscode.FilePermission.Readonly);
    await assert.rejects(async () => vscode.workspace.fs.writeFile(uri, new Uint8Array()));
    await assert.rejects(async () => vscode.workspace.fs.delete(uri));
  });

  it('can be read without anybody asking for its size first', async () => {
    const bytes = await vscode.workspace.fs.readFile(streamUri('task-789'));
    assert.match(new TextDecoder().decode(bytes), /task\.received/);
  });

  it('says why it cannot be opened', async () => {
    await assert.rejects(
      async () => vscode.workspace.openTextDocument(streamUri('agent-000')),
      /has no aggregate 'agent-000'/,
    );
    await assert.rejects(
      async () => vscode.workspace.openTextDocument(streamUri('agent-123', `${demoStore}.missing`)),
      /events\.db\.missing/,
    );
  });

  it('shows the event in full over its line', async () => {
    const { uri } = await vscode.workspace.openTextDocument(streamUri('agent-123'));
    const at = new vscode.Position(0, 20);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, at);
    const text = hovers.flatMap(({ contents }) => contents.map((content) => (content as vscode.MarkdownString).value));
    assert.match(text.join('\n'), /agent\.created[\s\S]*"model": "gpt-4"/);
  });

  it('takes a breakpoint on any line', async () => {
    const uri = streamUri('agent-123');
    const line = new vscode.Location(uri, new vscode.Position(3, 0));
    const breakpoint = new vscode.SourceBreakpoint(line, true, "event_type == 'updated'");
    const changed = next(vscode.debug.onDidChangeBreakpoints, ({ added }) => added.length > 0);
    vscode.debug.addBreakpoints([breakpoint]);
    assert.deepEqual((await changed).added, [breakpoint]);
    vscode.debug.removeBreakpoints([breakpoint]);
  });

  it('keeps its breakpoints when it is refreshed', async () => {
    const uri = streamUri('agent-123');
    await vscode.window.showTextDocument(uri);
    const breakpoint = new vscode.SourceBreakpoint(new vscode.Location(uri, new vscode.Position(3, 0)));
    vscode.debug.addBreakpoints([breakpoint]);
    await vscode.commands.executeCommand('event-replay.refresh');
    assert.ok(vscode.debug.breakpoints.includes(breakpoint));
    vscode.debug.removeBreakpoints([breakpoint]);
  });

  it('is opened by the event that was clicked, on its line', async () => {
    const parts = await activate();
    const store = { kind: 'store', store: demoStore } as const;
    const [type] = await parts.tree.getChildren(store);
    const [aggregate] = await parts.tree.getChildren(type);
    const event = (await parts.tree.getChildren(aggregate))[4];
    const shown = next(
      vscode.window.onDidChangeTextEditorSelection,
      ({ selections }) => selections[0]?.active.line === 4,
    );
    await vscode.commands.executeCommand('event-replay.openStream', event);
    const { textEditor } = await shown;
    assert.equal(textEditor.document.uri.toString(), streamUri('agent-123').toString());
  });
});
