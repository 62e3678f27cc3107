import assert from 'node:assert/strict';
import type { CompletionItem, DocumentLink } from 'vscode-languageserver';
import { toEventUri } from '../../../server/protocol/event-address.ts';
import { LINKED_COMMANDS } from '../../../server/protocol/event-links.ts';
import { toStreamUri } from '../../../server/protocol/stream-address.ts';
import { sagaEvents } from '../../support/saga.ts';
import { storeFile } from '../../support/store-file.ts';
import { rewarded, stream } from '../stores/example-events.ts';
import { LanguageServer } from './language-server.ts';
import { type CursorPlace, cursorIn } from './marked-stream.ts';

const LONG = 20_002;

describe('Over an event', () => {
  let server: LanguageServer;
  let file: Awaited<ReturnType<typeof storeFile>>;
  let store: string;

  before(async () => {
    file = await storeFile([
      ...sagaEvents(),
      rewarded(1, 0, { aggregate_id: 'evil', event_type: '[x](command:a) `', event_data: { task_id: 'task-789' } }),
      rewarded(2, 0, {
        aggregate_id: 'evil',
        event_data: { ids: ['1'], task_ids: ['agent-123', 'nobody'], name: 'task-1' },
      }),
      ...stream(LONG, (version) =>
        rewarded(version, version % 7, { aggregate_id: 'long', timestamp: '2025-09-20T00:00:00Z' }),
      ),
    ]);
    server = await LanguageServer.start();
    ({ address: store } = await server.request('openStore', { uri: file.path }));
  });

  after(async () => {
    await server.stop();
    await file.remove();
  });

  const hoverAt = async (place: CursorPlace) => {
    const found = await server.connection.sendRequest('textDocument/hover', place);
    return (found as { contents: { value: string } }).contents.value;
  };
  const hover = async (aggregateId: string, example: string) =>
    hoverAt(await cursorIn(server, { store, aggregateId }, example));

  it('stands what it changed and the state after it, folded from the beginning', async () => {
    const text = await hover('agent-123', 'agent.upda‸ted');
    assert.match(text, /\*\*Changed\*\*\n\n- `temperature 0\.2 → 1\.7`\n/);
    assert.match(text, /\*\*State after it\*\*\n\n```json\n\{\n {2}"name": "Support",\n {2}"temperature": 1\.7,/);
    assert.match(await hover('agent-123', 'agent.dep‸loyed'), /- `region \(absent\) → 'eu-west'`/);
  });

  it('stands how often its type occurs', async () => {
    const text = await hover('agent-123', 'agent.upda‸ted');
    assert.match(text, /- how often 1 of 5 events of this stream, 1 of the first 10,000 in the store/);
  });

  it('stand links to its cause and its effects, to a replay and to its JSON', async () => {
    const text = await hover('task-789', 'task.rec‸eived');
    const links = [...text.matchAll(/\[([\w ]+)\]\(command:([\w.-]+)\?([^)]*)\)/g)].map(([, title, command, args]) => {
      const [event] = JSON.parse(decodeURIComponent(args!));
      assert.equal(event.store, store);
      return `${title}: ${command} ${event.aggregateId}/${event.position}`;
    });
    assert.deepEqual(links, [
      'Replay to here: event-replay.replayToHere task-789/1',
      'Open as JSON: event-replay.openEvent task-789/1',
      'Cause: event-replay.openStream workflow-101/2',
      'Effect: event-replay.openStream agent-123/3',
      'Effect: event-replay.openStream task-789/2',
    ]);
  });

  it('is no link that a stranger wrote', async () => {
    const text = await hover('evil', '{"task_id":"task-7‸89"}');
    const ours = Object.values(LINKED_COMMANDS).join('|');
    const outsideOfCode = text.replace(/(`+)[\s\S]*?[^`]\1(?!`)/g, '');
    const links = outsideOfCode.match(/\]\(/g) ?? [];
    assert.ok(links.length > 0);
    assert.equal(outsideOfCode.match(new RegExp(`\\]\\(command:(?:${ours})\\?`, 'g'))?.length, links.length);
  });

  it('says so where too many events lead to it to fold them', async () => {
    const textDocument = { uri: toStreamUri({ store, aggregateId: 'long', firstPosition: 1 }) };
    const text = await hoverAt({ textDocument, position: { line: LONG - 1, character: 8 } });
    assert.match(text, /The state is not folded for a tooltip: more than 20,000 events lead to it/);
    assert.match(text, /- how often 10,000 of the 10,000 events up to here, /);
    const before = await hoverAt({ textDocument, position: { line: 19_999, character: 8 } });
    assert.match(before, /\*\*State after it\*\*/);
    const now = await hoverAt({ textDocument, position: { line: LONG - 1, character: 8 } });
    assert.match(now, /\*\*State after it\*\*/, 'what was folded already need not be folded again');
  });

  it('in its own document, the payload is not repeated', async () => {
    const textDocument = { uri: toEventUri({ store, aggregateId: 'agent-123', position: 4 }) };
    const text = await hoverAt({ textDocument, position: { line: 2, character: 4 } });
    assert.match(text, /`temperature 0\.2 → 1\.7`/);
    assert.match(text, /\[Show in its stream\]/);
    assert.equal(text.split('"temperature"').length, 2, 'only the state has it');
  });

  it('is a link on every id of the payload, which is looked up when it is followed', async () => {
    const textDocument = { uri: toStreamUri({ store, aggregateId: 'evil', firstPosition: 1 }) };
    const links = await server.connection.sendRequest<DocumentLink[]>('textDocument/documentLink', { textDocument });
    const { text } = await server.request('streamText', { store, aggregateId: 'evil', firstPosition: 1 });
    const lines = text.split('\n');
    const textOf = ({ range: { start, end } }: DocumentLink) =>
      lines[start.line]!.slice(start.character, end.character);
    assert.deepEqual(links.map(textOf), ['task-789', '1', 'agent-123', 'nobody']);
    assert.ok(links.every(({ target }) => target === undefined));
    const follow = (link?: DocumentLink) => server.connection.sendRequest<DocumentLink>('documentLink/resolve', link);
    const agent = await follow(links[2]);
    assert.equal(agent.target, `${toStreamUri({ store, aggregateId: 'agent-123', firstPosition: 1 })}#L1`);
    assert.equal((await follow(links[3])).target, undefined, 'nothing is known under this id');
  });

  it('are whole conditions for the box of a breakpoint', async () => {
    const place = await cursorIn(server, { store, aggregateId: 'agent-123' }, '‸     4  2025');
    const items = await server.connection.sendRequest<CompletionItem[]>('textDocument/completion', place);
    assert.deepEqual(
      items.slice(0, 3).map(({ insertText, detail }) => [insertText, detail]),
      [
        ["event_type == 'updated'", 'true at version 4'],
        ["changed('temperature')", 'true at version 4'],
        ["event_type == 'updated' and event_data.get('temperature', 0) >= 1.7", 'true at version 4'],
      ],
    );
  });
});
