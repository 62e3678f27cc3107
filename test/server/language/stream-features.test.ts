import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  CodeAction,
  CodeLens,
  Diagnostic,
  DocumentSymbol,
  FoldingRange,
  InlayHint,
  SemanticTokens,
} from 'vscode-languageserver';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from '../../../server/language/features/semantic-tokens.ts';
import { toStreamUri } from '../../../server/protocol/stream-address.ts';
import { openStore } from '../../../server/stores/open-store.ts';
import { makeReferenceDatabase, type ReferenceRow } from '../stores/reference-database.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';
import { LanguageServer } from './language-server.ts';

/** The life of task-789 as nobody protected it. */
function row(
  version: number,
  minute: string,
  event_type: string,
  event_data: string,
  more: Partial<ReferenceRow> = {},
): ReferenceRow {
  const timestamp = `2025-09-19 13:${minute}:00`;
  const event_id = `event-${minute}`;
  return {
    event_id,
    aggregate_id: 'task-789',
    aggregate_type: 'task',
    event_type,
    event_data,
    timestamp,
    version,
    ...more,
  };
}

const WORKFLOW = { correlation_id: 'workflow-101' };
const ROWS = [
  row(1, '00', 'received', '{"prompt": "Refund order 5531", "attempt": 0}', WORKFLOW),
  row(2, '01', 'started', '{"attempt": 1}', { ...WORKFLOW, causation_id: 'event-00' }),
  row(2, '02', 'started', '{"attempt": 2}', { ...WORKFLOW, causation_id: 'event-00' }),
  row(3, '03', 'progress', '{"reward": 0.4'),
  row(6, '05', 'progress', '{"reward": 0.6}', { causation_id: 'event-99' }),
  row(7, '04', 'failed', '{"error": "TimeoutError"}', { ...WORKFLOW, causation_id: 'event-05' }),
];

describe('In a stream document the language server', () => {
  const folder = temporaryFolder();
  let server: LanguageServer;
  let uri: string;
  let store: string;
  let lines: string[];
  let schemas = '';

  beforeEach(async () => {
    const file = folder('events.db');
    makeReferenceDatabase(file, { rows: ROWS });
    server = await LanguageServer.start({
      serve: (connection) => {
        connection.onRequest('workspace/configuration', () => [schemas]);
        connection.onRequest('workspace/workspaceFolders', () => [
          { name: 'workspace', uri: pathToFileURL(path.dirname(file)).href },
        ]);
      },
    });
    ({ address: store } = await server.request('openStore', { uri: file }));
    uri = toStreamUri({ store, aggregateId: 'task-789', firstPosition: 1 });
    const { text } = await server.request('streamText', { store, aggregateId: 'task-789', firstPosition: 1 });
    lines = text.trimEnd().split('\n');
  });
  afterEach(async () => {
    schemas = '';
    await server.stop();
  });

  const ask = <Answer>(method: string, more: object = {}): Promise<Answer> =>
    server.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, ...more });
  const everywhere = () => ({ range: { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } } });
  const problems = async () => (await ask<{ items: Diagnostic[] }>('diagnostic')).items;
  const firstLine = ({ message }: Diagnostic) => String(message).split('\n')[0];
  const marked = ({ range: { start, end } }: Pick<Diagnostic, 'range'>) =>
    lines[start.line]!.slice(start.character, end.character);

  it('outlines the events, those of a correlation together', async () => {
    const symbols = await ask<DocumentSymbol[]>('documentSymbol');
    assert.deepEqual(
      symbols.map(({ name, detail, children = [] }) => [name, detail, children.map((child) => child.name)]),
      [
        ['workflow-101', '3 events', ['task.received', 'task.started', 'task.started']],
        ['task.progress', 'version 3, 2025-09-19T13:03:00.000000Z', []],
        ['task.progress', 'version 6, 2025-09-19T13:05:00.000000Z', []],
        ['task.failed', 'version 7, 2025-09-19T13:04:00.000000Z', []],
      ],
    );
    assert.deepEqual([symbols[0]!.range.start.line, symbols[0]!.range.end.line], [0, 2]);
  });

  it('folds events that follow each other in one correlation', async () => {
    assert.deepEqual(await ask<FoldingRange[]>('foldingRange'), [{ startLine: 0, endLine: 2 }]);
  });

  it('offers to replay from where a correlation begins, and from a failure', async () => {
    const lenses = await ask<CodeLens[]>('codeLens');
    assert.deepEqual(
      lenses.map(({ range, command }) => [range.start.line, command!.title]),
      [
        [0, 'Replay from here: workflow-101, 3 events'],
        [5, 'Replay from here: task.failed'],
      ],
    );
    assert.deepEqual(lenses[1]!.command!.arguments, [{ store, aggregateId: 'task-789', position: 6 }]);
  });

  it('says how long after the event before each came, and what it changed of earlier payloads', async () => {
    const hints = await ask<InlayHint[]>('inlayHint', everywhere());
    const shown = hints.map(({ position: { line, character }, label }) => [
      line,
      lines[line]!.slice(0, character).trim(),
      String(label).trim(),
    ]);
    assert.deepEqual(shown.slice(0, 3), [
      [0, '1  2025-09-19T13:00:00.000000Z', ''],
      [1, '2  2025-09-19T13:01:00.000000Z', '+1 min'],
      [1, lines[1]!.trim(), 'attempt 0 → 1'],
    ]);
    assert.deepEqual(shown.at(-1), [5, '7  2025-09-19T13:04:00.000000Z', '−1 min']);
  });

  it('hints only at the lines that it is asked for, with what was before them', async () => {
    const at = { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } };
    const hints = await ask<InlayHint[]>('inlayHint', { range: at });
    assert.deepEqual(
      hints.map(({ position, label }) => [position.line, String(label).trim()]),
      [
        [2, '+1 min'],
        [2, 'attempt 1 → 2'],
      ],
    );
  });

  it('colours what no grammar knows: which types tell of a failure, and which payloads cannot be read', async () => {
    const { data } = await ask<SemanticTokens>('semanticTokens/range', everywhere());
    const tokens: string[] = [];
    let [line, character] = [0, 0];
    for (let at = 0; at < data.length; at += 5) {
      const [down, right, length, type, modifiers] = data.slice(at, at + 5) as [number, number, number, number, number];
      character = down > 0 ? right : character + right;
      line += down;
      const said = TOKEN_MODIFIERS.filter((_, bit) => modifiers & (1 << bit));
      tokens.push(`${lines[line]!.slice(character, character + length)} ${[TOKEN_TYPES[type], ...said].join('.')}`);
    }
    assert.deepEqual(tokens.slice(0, 9), [
      '1 number',
      '2025-09-19T13:00:00.000000Z comment',
      'task type',
      'received event',
      '"prompt" property',
      '"Refund order 5531" string',
      '"attempt" property',
      '0 number',
      '2 number',
    ]);
    assert.ok(tokens.includes('failed event.failed'));
    assert.ok(tokens.includes('{"reward":0.4 string.malformed'), tokens.join('\n'));
  });

  it('finds what is wrong with the events, on what it is about', async () => {
    const found = (await problems()).map((problem) => [problem.code, marked(problem), firstLine(problem)!] as const);
    assert.deepEqual(found, [
      ['version-order', '2', 'The stream has version 2 more than once'],
      ['malformed-event', '{"reward":0.4', found[1]![2]],
      ['version-order', '6', 'The stream has a gap: versions 4 to 5 are missing'],
      ['missing-cause', 'task.progress', 'The event names a cause that is not in the store: event-99'],
      ['time-order', '2025-09-19T13:04:00.000000Z', found[4]![2]],
    ]);
    assert.match(found[1]![2]!, /^The event cannot be read: event_data is not JSON/);
    assert.match(found[4]![2]!, /^Time goes backwards/);
  });

  it('goes on from there when the stream has grown', async () => {
    const before = await problems();
    const writer = await openStore(store, { readOnly: false });
    const [last] = await writer.readStream('task-789', { fromVersion: 7, limit: 1 });
    await writer.saveEvent({
      ...last!.row,
      event_id: 'event-06',
      version: 9,
      timestamp: last!.timestamp,
      event_data: {},
      metadata: {},
    });
    await writer.close();
    const after = await problems();
    assert.deepEqual(after.slice(0, before.length), before);
    assert.deepEqual(
      after.slice(before.length).map(({ code, range }) => [code, range.start.line]),
      [['version-order', 6]],
    );
    const end = (await ask<DocumentSymbol[]>('documentSymbol')).at(-1)!;
    assert.deepEqual([end.name, end.range.end.line], ['workflow-101', 6]);
  });

  it('holds payloads against the schemas that the setting names', async () => {
    mkdirSync(folder('schemas'), { recursive: true });
    writeFileSync(folder('schemas/task.started.json'), '{"properties": {"attempt": {"type": "string"}}}');
    schemas = 'schemas';
    const found = (await problems()).filter(({ code }) => code === 'schema-violation');
    assert.deepEqual(
      found.map((problem) => [marked(problem), firstLine(problem)] as const),
      [
        [
          '{"attempt":1}',
          'The payload does not match task.started.json: attempt: Instance type "number" is invalid. Expected "string".',
        ],
        [
          '{"attempt":2}',
          'The payload does not match task.started.json: attempt: Instance type "number" is invalid. Expected "string".',
        ],
      ],
    );
  });

  it('says once that schemas cannot be used', async () => {
    schemas = 'nowhere';
    const said: string[] = [];
    server.connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      said.push(message);
    });
    await problems();
    await problems();
    schemas = 'nowhere-else';
    const again = await problems();
    assert.equal(again.filter(({ code }) => code === 'schema-violation').length, 0);
    assert.equal(said.length, 2);
    assert.match(said[0]!, /^The setting event-replay\.schemas: .*nowhere/);
  });

  const actionsAt = async (line: number, triggerKind = 1) => {
    const diagnostics = (await problems()).filter(({ range }) => range.start.line === line);
    const range = { start: { line, character: 0 }, end: { line, character: 0 } };
    const actions = await ask<CodeAction[]>('codeAction', { range, context: { diagnostics, triggerKind } });
    return actions.map(({ title, command }) => [title, command!.command, command!.arguments![0]]);
  };

  it('helps to see why a version is there twice', async () => {
    assert.deepEqual(await actionsAt(2), [
      [
        'Open the other event with this version',
        'event-replay.openStream',
        { store, aggregateId: 'task-789', position: 2 },
      ],
      ['Show the neighbours', 'event-replay.showNeighbours', { uri, lineNumber: 3 }],
      ["Open the cause's stream", 'event-replay.openStream', { store, aggregateId: 'task-789', position: 1 }],
    ]);
  });

  it('offers no light bulb where nothing is wrong', async () => {
    assert.deepEqual(await actionsAt(1, 2), []);
    assert.equal((await actionsAt(1)).length, 1);
    assert.deepEqual(await actionsAt(4), [
      ['Show the neighbours', 'event-replay.showNeighbours', { uri, lineNumber: 5 }],
    ]);
  });

  it('answers with nothing where the store cannot be read: the document says why', async () => {
    const gone = toStreamUri({ store: `${store}.missing`, aggregateId: 'task-789', firstPosition: 1 });
    const textDocument = { uri: gone };
    for (const method of ['documentSymbol', 'foldingRange']) {
      assert.equal(await server.connection.sendRequest(`textDocument/${method}`, { textDocument }), null);
    }
    const { items } = (await server.connection.sendRequest('textDocument/diagnostic', { textDocument })) as {
      items: unknown[];
    };
    assert.deepEqual(items, []);
  });
});
