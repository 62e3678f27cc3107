import assert from 'node:assert/strict';
import Database from 'better-sqlite3';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Diagnostic,
  DocumentLink,
  Location,
  WorkspaceSymbol,
} from 'vscode-languageserver';
import { toEventUri } from '../../../server/protocol/event-address.ts';
import { parseStreamUri, toStreamUri } from '../../../server/protocol/stream-address.ts';
import { sagaEvents } from '../../support/saga.ts';
import { storeFile } from '../../support/store-file.ts';
import { rewarded } from '../stores/example-events.ts';
import { LanguageServer } from './language-server.ts';
import { type CursorPlace, cursorIn, placeOf } from './marked-stream.ts';

describe('Finding the way through streams', () => {
  let server: LanguageServer;
  let file: Awaited<ReturnType<typeof storeFile>>;
  let store: string;

  before(async () => {
    file = await storeFile(sagaEvents());
    server = await LanguageServer.start();
    ({ address: store } = await server.request('openStore', { uri: file.path }));
  });

  after(async () => {
    await server.stop();
    await file.remove();
  });

  const cursor = (aggregateId: string, example: string) => cursorIn(server, { store, aggregateId }, example);
  const ask = <Result>(method: string, params: object) =>
    server.connection.sendRequest(method, params) as Promise<Result>;
  const goTo = async (what: string, place: CursorPlace) => {
    const found = await ask<Location | Location[] | null>(`textDocument/${what}`, { ...place, context: {} });
    return found && [found].flat().map(nameOf);
  };

  it('goes from an event to its cause, in whatever stream that is', async () => {
    assert.deepEqual(await goTo('definition', await cursor('agent-123', 'agent.upda‸ted')), ['task-789/3']);
    assert.deepEqual(await goTo('definition', await cursor('task-789', 'task.started ‸')), ['task-789/1']);
    assert.equal(await goTo('definition', await cursor('agent-123', 'agent.cre‸ated')), null, 'it has no cause');
  });

  it('marks version, time and type at the place it leads to', async () => {
    const found = await ask<Location>('textDocument/definition', await cursor('agent-123', 'agent.upda‸ted'));
    const { text } = await server.request('streamText', { store, aggregateId: 'task-789', firstPosition: 1 });
    const { start, end } = found.range;
    assert.equal(
      text.split('\n')[start.line]!.slice(start.character, end.character),
      '3  2025-09-19T13:00:06.000000Z  task.completed',
    );
  });

  it('goes from an event to its effects, and to the first cause of all', async () => {
    assert.deepEqual(await goTo('implementation', await cursor('workflow-101', 'workflow.star‸ted')), [
      'task-789/1',
      'task-790/1',
    ]);
    assert.deepEqual(await goTo('declaration', await cursor('agent-123', 'agent.upda‸ted')), ['workflow-101/1']);
  });

  it('finds the events of the same correlation in the order of time', async () => {
    const found = await goTo('references', await cursor('task-789', 'task.comp‸leted'));
    const events = sagaEvents().filter(({ correlation_id }) => correlation_id === 'run-7');
    assert.equal(found?.length, events.length);
    assert.deepEqual([found?.[0], found?.at(-1)], ['workflow-101/1', 'workflow-101/4']);
    assert.equal(await goTo('references', await cursor('agent-123', 'agent.cre‸ated')), null, 'it has no correlation');
  });

  it('finds nothing where no event is', async () => {
    const textDocument = { uri: toStreamUri({ store, aggregateId: 'task-789', firstPosition: 1 }) };
    const beyond = { textDocument, position: { line: 3, character: 0 } };
    for (const what of ['definition', 'declaration', 'implementation', 'references']) {
      assert.equal(await goTo(what, beyond), null, what);
    }
    assert.equal(await ask('textDocument/prepareCallHierarchy', beyond), null);
  });

  it('shows the causes of an event as its callers and the effects as what it calls', async () => {
    const [item] = await ask<CallHierarchyItem[]>(
      'textDocument/prepareCallHierarchy',
      await cursor('task-789', 'task.rec‸eived'),
    );
    assert.deepEqual([item?.name, item?.detail], ['task.received', 'task-789 · version 1']);
    const [caller, ...others] = await ask<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', { item });
    assert.deepEqual([caller?.from.name, caller?.from.detail], ['workflow.started', 'workflow-101 · version 2']);
    assert.deepEqual(others, []);
    const called = await ask<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', { item });
    assert.deepEqual(
      called.map(({ to }) => `${to.name} of ${to.detail}`),
      ['agent.status of agent-123 · version 3', 'task.started of task-789 · version 2'],
    );
    const [next] = await ask<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', { item: caller?.from });
    assert.equal(next?.from.name, 'workflow.created');
    assert.deepEqual(await ask('callHierarchy/incomingCalls', { item: next?.from }), [], 'a root has no callers');
  });

  describe('in a document of one event', () => {
    const at = async (aggregateId: string, position: number, example: string): Promise<CursorPlace> => {
      const { json } = await server.request('getEvent', { store, aggregateId, position });
      const uri = toEventUri({ store, aggregateId, position });
      return { textDocument: { uri }, position: placeOf(json, example) };
    };

    it('leads to the same places from any line', async () => {
      const place = await at('agent-123', 4, '"tempera‸ture": 1.7');
      assert.deepEqual(await goTo('definition', place), ['task-789/3']);
      assert.equal((await goTo('references', place))?.length, 14);
    });

    it('leads from an id to what it names', async () => {
      assert.deepEqual(await goTo('definition', await at('agent-123', 4, '"event_id": "agent‸-123/4"')), [
        'agent-123/4',
      ]);
      assert.deepEqual(await goTo('definition', await at('agent-123', 4, '"correlation_id": "run‸-7"')), [
        'workflow-101/1',
      ]);
    });

    it('links every id', async () => {
      const { textDocument } = await at('agent-123', 4, '‸"event_id"');
      const links = await ask<DocumentLink[]>('textDocument/documentLink', { textDocument });
      const { json } = await server.request('getEvent', { store, aggregateId: 'agent-123', position: 4 });
      const lines = json.split('\n');
      assert.deepEqual(
        links.map(({ range: { start, end } }) => lines[start.line]!.slice(start.character, end.character)),
        ['agent-123/4', 'agent-123', 'run-7', 'task-789/3'],
      );
    });
  });

  it('says in the document of an event why it cannot be read', async () => {
    const problems = async (file: string, aggregateId: string) => {
      const { address } = await server.request('openStore', { uri: file });
      const textDocument = { uri: toEventUri({ store: address, aggregateId, position: 1 }) };
      const { items } = await ask<{ items: Diagnostic[] }>('textDocument/diagnostic', { textDocument });
      return items.map(({ range, message, code }) => [range.start.line, code, String(message).slice(0, 22)]);
    };
    const broken = await storeFile([rewarded(1, 0.4)]);
    const database = new Database(broken.path);
    database.exec('UPDATE events SET event_data = \'{"reward": oops\'');
    database.close();
    assert.deepEqual(await problems(broken.path, 'task-789'), [[5, 'malformed-event', 'event_data is not JSON']]);
    assert.deepEqual(await problems(file.path, 'task-789'), [], 'nothing is wrong there');
    await server.request('closeStore', { store: `sqlite:${broken.path}` });
    await broken.remove();
  });

  describe('by what it is called', () => {
    const search = async (query: string) => {
      const found = await ask<WorkspaceSymbol[]>('workspace/symbol', { query });
      return found.map(({ name, containerName }) => `${name} (${containerName})`);
    };

    it('finds an aggregate by the beginning of its id, then by a part of it in any case', async () => {
      assert.deepEqual(await search('task-7'), [
        'task-789 (task · 3 events · events.db)',
        'task-790 (task · 3 events · events.db)',
      ]);
      assert.deepEqual(await search('-78'), ['task-789 (task · 3 events · events.db)']);
      assert.deepEqual(await search('AGENT-1'), ['agent-123 (agent · 5 events · events.db)']);
      assert.deepEqual(await search('nowhere'), []);
    });

    it('opens an aggregate at its beginning', async () => {
      const [found] = await ask<WorkspaceSymbol[]>('workspace/symbol', { query: 'task-789' });
      assert.deepEqual(parseStreamUri(found!.location.uri), { store, aggregateId: 'task-789', firstPosition: 1 });
    });

    it('finds an event type by letters of its name, and looks for its latest event when it is chosen', async () => {
      const [found] = await ask<WorkspaceSymbol[]>('workspace/symbol', { query: 'agstat' });
      assert.equal(found?.name, 'agent.status');
      assert.ok(!('range' in found.location), 'nothing was looked up yet');
      const chosen = await ask<WorkspaceSymbol>('workspaceSymbol/resolve', found);
      assert.equal(nameOf(chosen.location as Location), 'agent-123/5');
    });
  });

  /** The id of the event at a location, which in the saga tells its stream and its number there. */
  function nameOf({ uri, range }: Location): string {
    const window = parseStreamUri(uri)!;
    assert.equal(window.store, store);
    return `${window.aggregateId}/${window.firstPosition + range.start.line}`;
  }
});
