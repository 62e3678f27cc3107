import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Parts } from '../../client/commands/parts.ts';
import { activate, command, demoStore, endReplay, eventually, launch, next, streamUri } from './extension.ts';

const uri = streamUri('agent-support-7');

describe('What if', () => {
  let parts: Parts;

  before(async () => {
    parts = await activate();
    await parts.stores.add(demoStore);
  });
  afterEach(endReplay);

  /** Does something that changes the replay, and gives the marks in its document. */
  async function marksAfter(act: () => Thenable<unknown>): Promise<string[]> {
    const changed = next(parts.whatIfs.onDidChange);
    await act();
    await changed;
    return marks();
  }
  const marks = async () =>
    (await parts.marks.marksOf(await vscode.workspace.openTextDocument(uri)))!.map(
      ({ range, renderOptions }) => `${range.start.line + 1} ${renderOptions?.before?.contentText}`,
    );
  const isShown = ({ uri: shown }: vscode.TextDocument) =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .some(({ input }) => input instanceof vscode.TabInputText && String(input.uri) === String(shown));
  const temperature = async () => {
    const asked = { expression: "state['temperature']", context: 'repl' };
    return (await vscode.debug.activeDebugSession!.customRequest('evaluate', asked)).result;
  };

  it('an event had not happened: its line is marked, and the status bar says so until it is undone', async () => {
    await launch({ aggregateId: 'agent-support-7', position: 46, allowWhatIf: true });
    assert.equal(await temperature(), '1.7');
    assert.deepEqual(await marksAfter(command('whatIfSkipped', { uri, lineNumber: 27 })), ['27 what if: skipped']);
    assert.equal(await temperature(), '0.2');
    assert.equal(parts.status.item.text, '$(beaker) What if: 1 change');
    assert.match(String(parts.status.item.tooltip), /event 27 of agent-support-7 is skipped/);
    assert.deepEqual(await marksAfter(command('undoWhatIf')), []);
    assert.equal(await temperature(), '1.7');
  });

  it('the event of a frame of the call stack had not happened', async () => {
    await launch({ aggregateId: 'agent-support-7', position: 46, allowWhatIf: true });
    const frame = { frameLocation: { range: { startLineNumber: 15 } } };
    const skipped = await marksAfter(command('whatIfSkipped', uri.toString(), frame));
    assert.deepEqual(skipped, ['15 what if: skipped']);
  });

  it('the current event had said something else, written in a document of its own', async () => {
    await launch({ aggregateId: 'agent-support-7', position: 27, allowWhatIf: true });
    await command('whatIfPayload')();
    const { document } = vscode.window.activeTextEditor!;
    assert.deepEqual([document.uri.scheme, document.languageId], ['untitled', 'json']);
    assert.equal(JSON.parse(document.getText()).temperature, 1.7);
    const [lens] = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    assert.equal(lens?.command?.title, '$(check) Apply: what if event 27 of agent-support-7 had said this?');

    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), '{ "temperature": 0.3 ');
    await vscode.workspace.applyEdit(edit);
    await command('applyPayload')();
    assert.ok(isShown(document), 'what is no JSON can be mended');
    const rest = new vscode.WorkspaceEdit();
    rest.insert(document.uri, new vscode.Position(0, 100), '}');
    await vscode.workspace.applyEdit(rest);
    const applied = await marksAfter(() =>
      vscode.commands.executeCommand(lens.command!.command, ...lens.command!.arguments!),
    );
    assert.deepEqual(applied, ['27 what if: other payload']);
    assert.equal(await temperature(), '0.3');
    await eventually(vscode.window.tabGroups.onDidChangeTabs, () => !isShown(document));
  });

  it('all of them are undone at once, and none outlives its session', async () => {
    await launch({ aggregateId: 'agent-support-7', position: 46, allowWhatIf: true });
    await marksAfter(command('whatIfSkipped', { uri, lineNumber: 27 }));
    const both = await marksAfter(command('whatIfSkipped', { uri, lineNumber: 15 }));
    assert.deepEqual(both, ['27 what if: skipped', '15 what if: skipped']);
    assert.deepEqual(await marksAfter(command('undoAllWhatIfs')), []);
    await marksAfter(command('whatIfSkipped', { uri, lineNumber: 3 }));
    assert.deepEqual(await marksAfter(endReplay), []);
  });

  it('nothing is changed where launch.json does not allow it, or in another store', async () => {
    await launch({ aggregateId: 'agent-support-7', position: 46 });
    await command('whatIfSkipped', { uri, lineNumber: 27 })();
    await command('whatIfSkipped', { uri: streamUri('agent-123', 'sqlite:/other.db'), lineNumber: 1 })();
    assert.deepEqual(await marks(), []);
    assert.equal(await temperature(), '1.7');
  });
});
