import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Parts } from '../../client/commands/parts.ts';
import { activate, demoStore } from './extension.ts';

const folder = vscode.workspace.workspaceFolders![0]!.uri;

describe('Completion in launch.json', () => {
  let parts: Parts;
  let document: vscode.TextDocument;

  before(async () => {
    parts = await activate();
    await parts.stores.add(demoStore);
    document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, '.vscode', 'launch.json'));
  });
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  /** What is offered of stores at ¦ in the only configuration, as it would be inserted. VS Code offers variables too. */
  async function offered(configuration: string): Promise<string[]> {
    const marked = `{ "configurations": [${configuration}] }`;
    await vscode.window.showTextDocument(document);
    const edit = new vscode.WorkspaceEdit();
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    edit.replace(document.uri, whole, marked.replace('¦', ''));
    await vscode.workspace.applyEdit(edit);
    const position = document.positionAt(marked.indexOf('¦'));
    const command = 'vscode.executeCompletionItemProvider';
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(command, document.uri, position);
    return list.items.filter(({ detail }) => detail?.endsWith('events.db')).map(({ insertText }) => String(insertText));
  }

  it('offers the stores of the view, those of the folder by their path in it', async () => {
    assert.ok((await offered('{ "type": "event-replay", "store": "¦" }')).includes('"events.db"'));
  });

  it('offers the aggregates of the store that the configuration names', async () => {
    const agents = await offered('{ "type": "event-replay", "store": "events.db", "aggregateId": "agent-s¦" }');
    assert.deepEqual(agents, ['"agent-sales-3"', '"agent-support-7"']);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: VS Code replaces it
    const more = '{ "type": "event-replay", "store": "${workspaceFolder}/events.db", "aggregateIds": ["", "task-8¦"] }';
    const tasks = await offered(more);
    assert.ok(tasks.length > 1 && tasks.every((task) => task.includes('task-8')));
  });

  it('asks the known stores where none is named yet', async () => {
    assert.deepEqual(await offered('{ "type": "event-replay", "aggregateId": "agent-123¦" }'), ['"agent-123"']);
  });

  it('offers correlations by how they begin', async () => {
    const all = await offered('{ "type": "event-replay", "store": "events.db", "correlationId": "¦" }');
    assert.ok(all.length > 1);
    const start = all[0]!.slice(1, 6);
    const some = await offered(`{ "type": "event-replay", "store": "events.db", "correlationId": "${start}¦" }`);
    assert.ok(some.length > 0 && some.every((id) => id.startsWith(`"${start}`)));
  });
});
