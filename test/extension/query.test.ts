import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Parts } from '../../client/commands/parts.ts';
import type { QueryNode } from '../../client/queries/query-node.ts';
import { activate, command, demoStore, eventually, next } from './extension.ts';

const TEXT = `# Splendid rewards
store: events.db
types: rollout.completed, task.*
order: oldest first
limit: 3

event_data.get('reward', 0) > 0.8
`;

describe('Queries', () => {
  let parts: Parts;

  before(async () => {
    parts = await activate();
    await parts.stores.add(demoStore);
    await parts.queries.recent.clear();
  });
  after(async () => {
    await parts.queries.recent.clear();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const open = async (content: string) => {
    const document = await vscode.workspace.openTextDocument({ language: 'event-query', content });
    await vscode.window.showTextDocument(document);
    return document;
  };
  const replace = async (document: vscode.TextDocument, text: string) => {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
    await vscode.workspace.applyEdit(edit);
  };
  const problemsOf = async (document: vscode.TextDocument, satisfies: (found: vscode.Diagnostic[]) => boolean) => {
    const get = () => vscode.languages.getDiagnostics(document.uri);
    await eventually(vscode.languages.onDidChangeDiagnostics, () => satisfies(get()));
    return get();
  };
  const labels = (nodes: QueryNode[]) => nodes.map((node) => parts.queries.tree.getTreeItem(node).label);
  const children = (node?: QueryNode) => parts.queries.tree.getChildren(node);
  const results = () => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'event-results');

  it('begin with a template that asks the current store', async () => {
    await command('newQuery')();
    const { document } = vscode.window.activeTextEditor!;
    assert.equal(document.languageId, 'event-query');
    assert.equal(document.getText(), '# \nstore: events.db\norder: newest first\nlimit: 100\n\n');
    assert.deepEqual(vscode.window.activeTextEditor!.selection.active.line, 5);
  });

  it('are completed with the types and fields that the store was seen to hold', async () => {
    const document = await open('types: \n\nevent_data.');
    const complete = async (line: number, character: number) => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        new vscode.Position(line, character),
      );
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    assert.ok((await complete(0, 7)).includes('rollout.completed'));
    assert.ok((await complete(2, 11)).includes('reward'));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(2, 3),
    );
    assert.match((hovers[0]!.contents[0] as vscode.MarkdownString).value, /The payload/);
  });

  it('are told where they are wrong, and run no further', async () => {
    const document = await open('limit: 5\n\nversion == 1\nand rewrad');
    const [problem] = await problemsOf(document, (found) => found.length > 0);
    assert.deepEqual([problem!.range.start.line, problem!.range.start.character], [3, 4]);
    await command('runQuery')();
    assert.equal(vscode.window.activeTextEditor!.selection.active.line, 3);
    assert.equal(results(), undefined);
    await replace(document, 'limit: 5\n\nversion == 1');
    await problemsOf(document, (found) => found.length === 0);
  });

  it('are formatted, and offer to be run', async () => {
    const document = await open('LIMIT:5\nstore: events.db');
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>(
      'vscode.executeFormatDocumentProvider',
      document.uri,
      { tabSize: 2, insertSpaces: true },
    );
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, edits);
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.getText(), 'store: events.db\nlimit: 5\n');
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      5,
    );
    assert.deepEqual(
      lenses.map(({ command }) => command?.title),
      ['▶ Run', 'Save in the workspace'],
    );
  });

  it('show what they find as a document, whose lines lead to the events in their streams', async () => {
    await open(TEXT);
    await command('runQuery')();
    const document = results()!;
    const lines = document.getText().trimEnd().split('\n');
    assert.equal(lines.length, 5);
    assert.equal(lines[0], '# Splendid rewards: 3 events in events.db, oldest first');
    assert.match(lines[1]!, /^\S+ +\d+ {2}2025-\S+ {2}(rollout|task)\.\w+ +\{.*"reward":0\.[89]/);
    assert.match(lines[4]!, /^# There are more: raise the limit of the query, which is 3\.$/);
    assert.equal(document.languageId, 'event-results');
    const [link] = await vscode.commands.executeCommand<vscode.LocationLink[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      new vscode.Position(1, 5),
    );
    const stream = await vscode.workspace.openTextDocument(link!.targetUri);
    const head = lines[1]!.slice(lines[1]!.indexOf('2025'));
    assert.ok(stream.lineAt(link!.targetRange.start.line).text.includes(head));
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(1, 5),
    );
    assert.match((hover!.contents[0] as vscode.MarkdownString).value, /"reward": 0\.[89]/);
    const none = await vscode.commands.executeCommand<unknown[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      new vscode.Position(0, 0),
    );
    assert.deepEqual(none, []);
  });

  it('say what to do when they find nothing', async () => {
    await open('# Nobody\n\nuser_id == "nobody"');
    await command('runQuery')();
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.path === '/Nobody.eventresults')!;
    assert.match(document.getText(), /^# Nobody: 0 events in events\.db, newest first\n# No event matches\. Leave out/);
  });

  it('are listed with the recent ones, the latest first, and run again when they are expanded', async () => {
    const groups = await children();
    assert.deepEqual(labels(groups), ['Saved', 'Recent']);
    const recent = await children(groups[1]);
    assert.deepEqual(labels(recent), ['Nobody', 'Splendid rewards']);
    assert.deepEqual(labels(await children(recent[0])), ['No event matches']);
    const found = await children(recent[1]);
    assert.equal(found.length, 3);
    assert.match(String(labels(found)[0]), /^\S+ {2}\d+ {2}(rollout|task)\./);
    const item = parts.queries.tree.getTreeItem(found[0]!);
    const { token } = new vscode.CancellationTokenSource();
    const resolved = await parts.queries.tree.resolveTreeItem(item, found[0]!, token);
    assert.match((resolved.tooltip as vscode.MarkdownString).value, /"reward"/);
    await command('openResult', found[0])();
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input as vscode.TabInputText;
    assert.equal(input.uri.scheme, 'event-stream');
    await command('forgetQuery', recent[0])();
    assert.deepEqual(labels(await children(groups[1])), ['Splendid rewards']);
  });

  it('are read page by page in the view', async () => {
    await parts.queries.recent.add({ title: 'All', text: '# All\nlimit: 150' });
    const [, group] = await children();
    const [all] = await children(group);
    const first = await children(all);
    assert.deepEqual([first.length, labels(first).at(-1)], [101, 'Load more…']);
    await command('loadMoreResults', first.at(-1))();
    assert.equal((await children(all)).length, 150);
  });

  it('are saved as files of the workspace, where the view finds them', async () => {
    const folder = vscode.workspace.workspaceFolders![0]!.uri;
    const file = vscode.Uri.joinPath(folder, 'queries', 'Splendid.eventquery');
    const changed = next(parts.queries.tree.onDidChangeTreeData);
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(TEXT));
    await changed;
    const [group] = await children();
    const [saved] = await children(group);
    assert.deepEqual([labels([saved!]), parts.queries.tree.getTreeItem(saved!).description], [['Splendid'], 'queries']);
    assert.equal((await children(saved)).length, 3);
    await command('openQuery', saved)();
    assert.equal(vscode.window.activeTextEditor?.document.languageId, 'event-query');
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, 'queries'), { recursive: true });
  });

  it('in which a store is named that is not known say so, until it is added', async () => {
    const document = await open('store: other.db\n');
    const [problem] = await problemsOf(document, (found) => found.length > 0);
    assert.match(problem!.message, /The Stores view has no 'other\.db'/);
    const changed = problemsOf(document, (found) => found.length === 0);
    await parts.stores.change(demoStore, { label: 'other.db' });
    await changed;
    await parts.stores.change(demoStore, { label: undefined });
  });
});
