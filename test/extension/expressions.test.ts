import assert from 'node:assert/strict';
import type { DebugProtocol } from '@vscode/debugprotocol';
import * as vscode from 'vscode';
import { activate, demoStore, next, streamUri } from './extension.ts';

type Evaluate = DebugProtocol.EvaluateRequest | DebugProtocol.EvaluateResponse;

describe('Expressions, while a replay stands', () => {
  const messages = new vscode.EventEmitter<Evaluate>();
  const tracker = vscode.debug.registerDebugAdapterTrackerFactory('event-replay', {
    createDebugAdapterTracker: () => ({
      onWillReceiveMessage: (message: Evaluate) => message.command === 'evaluate' && messages.fire(message),
      onDidSendMessage: (message: Evaluate) => message.command === 'evaluate' && messages.fire(message),
    }),
  });
  let frame: vscode.DebugStackFrame;

  before(async () => {
    const { stores } = await activate();
    await stores.add(demoStore);
    const stopped = next(vscode.debug.onDidChangeActiveStackItem, (item) => item instanceof vscode.DebugStackFrame);
    const configuration = { type: 'event-replay', request: 'launch', name: 'Replay', store: 'events.db' };
    const folder = vscode.workspace.workspaceFolders![0]!;
    await vscode.debug.startDebugging(folder, { ...configuration, aggregateId: 'agent-support-7', position: 21 });
    frame = (await stopped) as vscode.DebugStackFrame;
  });

  after(async () => {
    const ended = next(vscode.debug.onDidTerminateDebugSession);
    await vscode.debug.stopDebugging();
    await ended;
    tracker.dispose();
  });

  async function complete(text: string): Promise<DebugProtocol.CompletionItem[]> {
    const { frameId } = frame;
    const lines = text.split('\n');
    const place = { line: lines.length, column: lines.at(-1)!.length + 1 };
    return (await frame.session.customRequest('completions', { frameId, text, ...place })).targets;
  }

  it('are completed with what the stream holds', async () => {
    const [model] = await complete("event_data['mod");
    assert.equal(model?.label, 'model');
    assert.equal(model.text, "model']");
    assert.match(model.detail!, /^str, in \d+ of \d+, such as 'gpt-4/);
  });

  it('are completed on the line where the cursor is', async () => {
    const [model] = await complete("len(\n  event_data['mod");
    assert.equal(model?.label, 'model');
    assert.equal(model.length, 3);
  });

  /** What the debugger's hover asks when the mouse is over this part of a line, and the answer. */
  async function hover(line: number, part: string): Promise<[expression: string, result: string]> {
    const editor = await vscode.window.showTextDocument(streamUri('agent-support-7'));
    const at = new vscode.Position(line - 1, editor.document.lineAt(line - 1).text.indexOf(part) + 2);
    assert.ok(at.character > 1, `${part} is not in line ${line}`);
    editor.selection = new vscode.Selection(at, at);
    const asked = next(messages.event, ({ type }) => type === 'request');
    const answered = next(messages.event, ({ type }) => type === 'response');
    await vscode.commands.executeCommand('editor.debug.action.showDebugHover');
    const { expression, context } = ((await asked) as DebugProtocol.EvaluateRequest).arguments;
    assert.equal(context, 'hover');
    return [expression, ((await answered) as DebugProtocol.EvaluateResponse).body.result];
  }

  it('are taken from the key and the value under the mouse, as of their line', async () => {
    assert.deepEqual(await hover(1, '"model"'), ["event_data['model']", "'gpt-4'"]);
    assert.deepEqual(await hover(1, 'gpt-4'), ["event_data['model']", "'gpt-4'"]);
    assert.deepEqual(await hover(1, 'agent.created'), ['event_type', "'created'"]);
  });
});
