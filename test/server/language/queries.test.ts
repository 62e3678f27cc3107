import assert from 'node:assert/strict';
import {
  CancellationTokenSource,
  type CodeAction,
  type CodeLens,
  type CompletionItem,
  type Diagnostic,
  type Hover,
  LSPErrorCodes,
  type SignatureHelp,
  type TextEdit,
} from 'vscode-languageserver';
import { CLIENT_REQUESTS } from '../../../server/protocol/client-requests.ts';
import { REQUESTS } from '../../../server/protocol/requests.ts';
import { storeFile } from '../../support/store-file.ts';
import { rewarded, updated } from '../stores/example-events.ts';
import { LanguageServer } from './language-server.ts';

const URI = 'untitled:Rewards.eventquery';

describe('The language server in query documents', () => {
  let server: LanguageServer;
  let file: Awaited<ReturnType<typeof storeFile>>;
  let store: string;
  let known: { address: string; name: string }[];
  const registered: { method: string; registerOptions: { documentSelector: unknown } }[] = [];
  let told: Promise<{ uri: string; diagnostics: Diagnostic[] }>;
  let version = 0;

  before(async () => {
    file = await storeFile([
      updated(1, { event_type: 'created' }),
      updated(2, { event_data: { model: 'gpt-4', temperature: 0.5 } }),
      rewarded(3, 0.4, { version: 1 }),
      rewarded(4, 0.9, { version: 2, event_data: { reward: 0.9, '`tick`': 1 } }),
      rewarded(5, 0.95, { version: 3, event_type: 'task.failed' }),
    ]);
    store = `sqlite:${file.path}`;
    known = [{ address: store, name: 'events.db' }];
    server = await LanguageServer.start({
      capabilities: { textDocument: { synchronization: { dynamicRegistration: true } } },
      serve: (connection) => {
        connection.onRequest(
          'client/registerCapability',
          ({ registrations }) => void registered.push(...registrations),
        );
        connection.onRequest(CLIENT_REQUESTS.knownStores.method, () => known);
        connection.onRequest(CLIENT_REQUESTS.introduceStore.method, () => null);
      },
    });
    await write('');
  });

  after(async () => {
    await server.stop();
    await file.remove();
  });

  /** Replaces the whole text, and gives what is then said about it. */
  async function write(text: string): Promise<Diagnostic[]> {
    told = new Promise((resolve) => {
      server.connection.onNotification('textDocument/publishDiagnostics', resolve);
    });
    version++;
    if (version === 1) {
      const textDocument = { uri: URI, languageId: 'event-query', version, text };
      await server.connection.sendNotification('textDocument/didOpen', { textDocument });
    } else {
      const textDocument = { uri: URI, version };
      await server.connection.sendNotification('textDocument/didChange', { textDocument, contentChanges: [{ text }] });
    }
    return (await told).diagnostics;
  }

  /** Asks about the place that a bar marks. */
  async function ask<Result>(method: string, marked: string): Promise<Result> {
    const [before, after] = marked.split('|') as [string, string];
    await write(before + after);
    const lines = before.split('\n');
    const position = { line: lines.length - 1, character: lines.at(-1)!.length };
    return server.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri: URI }, position });
  }

  it('asks for the text of query documents alone', () => {
    const methods = registered.map(({ method }) => method.replace('textDocument/', ''));
    for (const method of ['didOpen', 'didChange', 'didClose', 'completion', 'signatureHelp', 'hover', 'formatting'])
      assert.ok(methods.includes(method), method);
    for (const { registerOptions } of registered)
      assert.deepEqual(registerOptions.documentSelector, [{ language: 'event-query' }]);
  });

  it('completes types and fields that it has learned from the store', async () => {
    const types = await ask<CompletionItem[]>('completion', 'types: |');
    assert.deepEqual(
      types.slice(0, 2).map(({ label, detail }) => [label, detail]),
      [
        ['task.completed', '2 of 5 sampled events'],
        ['agent.created', '1 of 5 sampled events'],
      ],
    );
    const [reward] = await ask<CompletionItem[]>('completion', 'types: task.*\n\nversion > 0\nand event_data.re|');
    assert.equal(reward?.detail, 'float, in 3 of 5, such as 0.95');
    const { range, newText } = reward!.textEdit as TextEdit;
    assert.deepEqual([range.start, newText], [{ line: 3, character: 15 }, 'reward']);
    assert.equal(reward?.filterText, 'reward');
    const odd = await ask<CompletionItem[]>('completion', 'event_data.|');
    const tick = odd.find(({ label }) => label.includes('tick'));
    assert.deepEqual([tick!.filterText, (tick!.textEdit as TextEdit).newText], [".tick`']", "['`tick`']"]);
    const [key] = await ask<CompletionItem[]>('completion', 'ty|');
    assert.equal(key?.command?.command, 'editor.action.triggerSuggest');
  });

  it('helps with signatures, and tells over names what was seen', async () => {
    const help = await ask<SignatureHelp>('signatureHelp', "limit: 5\n\nevent_data.get('reward', |");
    assert.deepEqual([help.signatures[0]?.label, help.activeParameter], ['get(key, default=None)', 1]);
    assert.equal(await ask('signatureHelp', 'limit: |5'), null);
    const value = async (marked: string) => ((await ask<Hover>('hover', marked)).contents as { value: string }).value;
    assert.match(await value("event_data.get('rew|ard', 0)"), /`event_data\['reward'\]`\n\n`float, such as 0\.95`/);
    assert.match(await value("limit: 5\n\nmetadata.g|et('a')"), /`get\(key, default=None\)`/);
    assert.match(await value('event_t|ype'), /What happened;[^\n]*\n\n`str[^`]*`\n\n`'task.failed'`, `'completed'`, /);
    assert.match(
      await value('types: task.co|mpleted'),
      /2 of 5 sampled events\. Their fields:\n\n`reward`, `` `tick` ``/,
    );
    assert.match(await value('types: ta|sk.*'), /3 of 5 sampled events\.\n\n`task\.completed`, `task\.failed`/);
    assert.match(await value('sto|re: events.db'), /The store that is asked/);
    assert.match(await value('to: 2025-09|-19'), /In UTC: 2025-09-19T23:59:59\.999999Z, inclusive\./);
    assert.equal(await ask('hover', '# com|ment'), null);
  });

  it('says where something is wrong, and how to mend it', async () => {
    const [wrong] = await write('types: updated\n\nversion == 1\nand rewrad > 1');
    assert.equal(wrong?.message, "NameError: name 'rewrad' is not defined");
    assert.deepEqual(wrong?.range, { start: { line: 3, character: 4 }, end: { line: 3, character: 10 } });
    const [doubt] = await write('types: task.compelted');
    assert.match(String(doubt!.message), /did you mean 'task\.completed'\?/);
    assert.deepEqual(await mend(doubt!), ['task.completed']);
    const [unknown] = await write('store: evnts.db');
    assert.match(
      String(unknown!.message),
      /The Stores view has no 'evnts\.db': add it there, or name one of events\.db/,
    );
    assert.deepEqual(await mend(unknown!), ['events.db', 'event-replay.addStore']);
    assert.deepEqual(await write('version == 1'), []);
  });

  async function mend(diagnostic: Diagnostic): Promise<string[]> {
    const context = { diagnostics: [diagnostic] };
    const actions = await server.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: URI },
      range: diagnostic.range,
      context,
    });
    return actions.map(({ edit, command }) => edit?.changes?.[URI]?.[0]?.newText ?? command!.command);
  }

  it('asks which store is meant, and looks again when the Stores view has changed', async () => {
    known = [...known, { address: 'sqlite:/old.db', name: 'old.db' }];
    const [which] = await write('# All\nversion == 1');
    assert.match(String(which!.message), /say which, for example 'store: events\.db'/);
    assert.deepEqual(await mend(which!), ['store: events.db\n\n', 'store: old.db\n\n']);
    known = [];
    const again = new Promise<{ diagnostics: Diagnostic[] }>((resolve) => {
      server.connection.onNotification('textDocument/publishDiagnostics', resolve);
    });
    await server.request('storesChanged', {});
    const [none] = (await again).diagnostics;
    assert.equal(none?.message, 'There is no store to ask: add one to the Stores view');
    assert.deepEqual(await mend(none!), ['event-replay.addStore']);
    known = [{ address: store, name: 'events.db' }];
  });

  it('formats, and offers to run and to save', async () => {
    await write('LIMIT: 5\nstore:events.db\nversion == 1');
    const params = { textDocument: { uri: URI }, options: { tabSize: 2, insertSpaces: true } };
    const [edit] = await server.connection.sendRequest<TextEdit[]>('textDocument/formatting', params);
    assert.equal(edit?.newText, 'store: events.db\nlimit: 5\n\nversion == 1\n');
    const lenses = await server.connection.sendRequest<CodeLens[]>('textDocument/codeLens', params);
    assert.deepEqual(
      lenses.map(({ command }) => command?.title),
      ['▶ Run', 'Save in the workspace'],
    );
  });

  it('runs a query page by page, up to its limit', async () => {
    const text = '# Tasks\ntypes: task.*, created\norder: oldest first\nlimit: 3';
    const first = await server.request('runQuery', { text, limit: 2 });
    assert.ok(first.kind === 'page');
    assert.deepEqual([first.title, first.storeName, first.limit, first.cut], ['Tasks', 'events.db', 3, false]);
    assert.deepEqual(
      first.rows.map(({ qualifiedType }) => qualifiedType),
      ['agent.created', 'task.completed'],
    );
    assert.match(
      first.rows[1]!.line,
      /^task-789 +1 {2}2025-09-19T13:00:03\.006400Z {2}task\.completed +\{"reward":0\.4\}$/,
    );
    const second = await server.request('runQuery', { text, limit: 2, read: 2, cursor: first.next! });
    assert.ok(second.kind === 'page');
    assert.deepEqual([second.rows.length, second.next, second.cut], [1, null, true]);
    assert.deepEqual(await server.request('locateEvent', { store, eventId: second.rows[0]!.eventId }), {
      aggregateId: 'task-789',
      position: 2,
    });
    await assert.rejects(server.request('locateEvent', { store, eventId: 'nobody' }), {
      data: { code: 'event-not-found' },
    });
  });

  it('gives a query up when it is cancelled', async () => {
    const { method } = REQUESTS.runQuery;
    const source = new CancellationTokenSource();
    const text = "event_data.get('nobody') == 1";
    const running = server.connection.sendRequest(method, { text, limit: 2 }, source.token);
    source.cancel();
    await assert.rejects(running, { code: LSPErrorCodes.RequestCancelled, message: 'The query was cancelled' });
  });

  it('answers with what is wrong in place of a page', async () => {
    assert.deepEqual(await server.request('runQuery', { text: 'store: other.db\n\nand', limit: 2 }), {
      kind: 'problems',
      problems: [
        { message: "SyntaxError: 'and' is not expected here", line: 2, character: 0, needsStore: false },
        {
          message: "The Stores view has no 'other.db': add it there, or name one of events.db",
          line: 0,
          character: 7,
          needsStore: true,
        },
      ],
    });
  });
});
