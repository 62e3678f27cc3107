import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activate, command, demoStore, endReplay, launch, next, stopAfter, streamUri } from './extension.ts';

const folder = vscode.workspace.workspaceFolders![0]!;

describe('A replay', () => {
  before(async () => {
    const parts = await activate();
    await parts.stores.add(demoStore);
  });

  afterEach(endReplay);

  it('starts with a store that is named relative to the folder, and stops on the first event', async () => {
    assert.equal(await launch({ aggregateId: 'agent-123' }), 1);
    assert.equal(vscode.debug.activeDebugSession?.configuration.store, demoStore);
  });

  it('starts on the event that it is asked to start on', async () => {
    assert.equal(await launch({ aggregateId: 'agent-123', position: 7 }), 7);
  });

  it('goes back and forth by its commands', async () => {
    await launch({ aggregateId: 'agent-123', position: 3 });
    assert.equal(await stopAfter(command('stepBack')), 2);
    assert.equal(await stopAfter(command('firstEvent')), 1);
    const lastLine = await stopAfter(command('lastEvent'));
    assert.ok(lastLine > 20);
    assert.equal(await stopAfter(command('reverseContinue')), 1);
  });

  it('goes to the line that was clicked, in either direction', async () => {
    await launch({ aggregateId: 'agent-123' });
    const uri = streamUri('agent-123');
    assert.equal(await stopAfter(command('replayToHere', { uri, lineNumber: 9 })), 9);
    assert.equal(await stopAfter(command('replayToHere', { uri, lineNumber: 4 })), 4);
  });

  it('goes to the event that set a part of the state, again and again', async () => {
    await launch({ aggregateId: 'agent-support-7', position: 40 });
    const clicked = { variable: { evaluateName: "state['temperature']" } };
    assert.equal(await stopAfter(command('whoSet', clicked)), 27);
    assert.equal(await stopAfter(command('whoSet', clicked)), 15);
  });

  it('shows a cause that is in another stream, on its line', async () => {
    await launch({ aggregateId: 'agent-support-7', position: 27 });
    const shown = next(
      vscode.window.onDidChangeActiveTextEditor,
      (editor) => editor?.document.uri.path === '/workflow-tuning-42.events',
    );
    assert.equal(await stopAfter(command('goToCause')), 8);
    await shown;
    assert.equal(vscode.debug.activeDebugSession?.configuration.aggregateId, 'agent-support-7');
  });

  it('starts from the document in front when there is no launch.json to follow', async () => {
    await vscode.window.showTextDocument(streamUri('task-789'));
    assert.equal(await stopAfter(command('replay')), 1);
    const { store, aggregateId } = vscode.debug.activeDebugSession!.configuration;
    assert.deepEqual([store, aggregateId], [demoStore, 'task-789']);
  });

  it('goes to a line of a stream that joined it', async () => {
    await launch({ aggregateId: 'agent-support-7', position: 27 });
    await stopAfter(command('goToCause'));
    const session = vscode.debug.activeDebugSession!;
    const line = next(vscode.window.onDidChangeTextEditorSelection, ({ textEditor, selections }) => {
      return textEditor.document.uri.path === '/workflow-tuning-42.events' && selections[0]?.active.line === 2;
    });
    await command('replayToHere', { uri: streamUri('workflow-tuning-42'), lineNumber: 3 })();
    await line;
    assert.equal(vscode.debug.activeDebugSession, session);
  });

  it('does not start from a configuration that cannot work', async () => {
    for (const broken of [
      {},
      { aggregateId: 'agent-123', store: 'missing.db' },
      { aggregateId: 'agent-123', position: 0 },
    ]) {
      const configuration = { type: 'event-replay', request: 'launch', name: 'Broken', store: 'events.db', ...broken };
      assert.equal(await vscode.debug.startDebugging(folder, configuration), false);
      assert.equal(vscode.debug.activeDebugSession, undefined);
    }
  });
});
