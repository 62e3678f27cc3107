import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openStore } from '../../server/stores/open-store.ts';
import { agentEvent, agentEvents } from '../support/agent-stream.ts';
import { storeFile } from '../support/store-file.ts';
import { activate, endReplay, eventually, launch, stopAfter, streamUri } from './extension.ts';

describe('A replay that follows its stream', () => {
  let file: Awaited<ReturnType<typeof storeFile>>;

  before(async () => {
    await activate();
    file = await storeFile(agentEvents());
  });
  after(async () => {
    await endReplay();
    await file.remove();
  });

  const record = async (...events: Parameters<typeof storeFile>[0]) => {
    const store = await openStore(file.path, { readOnly: false });
    await store.saveEvents(events);
    await store.close();
  };

  it('shows the events that arrive, in the document that is open and on their lines', async () => {
    const uri = streamUri('agent-123', `sqlite:${file.path}`);
    assert.equal(await launch({ store: file.path, aggregateId: 'agent-123', position: 8, follow: true }), 8);
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.getText().trimEnd().split('\n').length, 8);
    const breakpoint = new vscode.FunctionBreakpoint('agent.updated');
    vscode.debug.addBreakpoints([breakpoint]);
    const line = await stopAfter(async () => {
      await vscode.commands.executeCommand('workbench.action.debug.continue');
      await record(
        agentEvent(9, 'status', { status: 'idle' }),
        agentEvent(10, 'updated', { temperature: 0.1 }),
        agentEvent(11, 'status', { status: 'busy' }),
      );
    });
    assert.equal(line, 10);
    const isThere = () => document.lineCount >= 11 && /"temperature":0\.1/.test(document.lineAt(9).text);
    await eventually(vscode.workspace.onDidChangeTextDocument, isThere);
    const stands = () => vscode.window.activeTextEditor?.selection.active.line === 9;
    await eventually(vscode.window.onDidChangeTextEditorSelection, stands);
    assert.ok(vscode.debug.breakpoints.includes(breakpoint));
    vscode.debug.removeBreakpoints([breakpoint]);
  });
});
