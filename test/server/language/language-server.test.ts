import assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ErrorCodes } from 'vscode-languageserver';
import { NOTIFICATIONS, type StoreGrew } from '../../../server/protocol/notifications.ts';
import { REQUESTS } from '../../../server/protocol/requests.ts';
import { toStreamUri } from '../../../server/protocol/stream-address.ts';
import { openStore } from '../../../server/stores/open-store.ts';
import { storeFile } from '../../support/store-file.ts';
import { rewarded, updated } from '../stores/example-events.ts';
import { LanguageServer } from './language-server.ts';

describe('The language server', () => {
  let server: LanguageServer;
  let file: Awaited<ReturnType<typeof storeFile>>;
  let store: string;

  before(async () => {
    file = await storeFile([
      updated(1, { event_type: 'created' }),
      updated(2),
      rewarded(3, 0.4, { version: 1, event_type: 'task.started', event_data: {} }),
      rewarded(4, 0.9, {
        version: 2,
        causation_id: 'the-cause',
        event_data: { reward: 0.9, note: '`ticks` and | pipes' },
      }),
      rewarded(5, 0, { version: 3, event_type: 'failed' }),
    ]);
    server = await LanguageServer.start();
    ({ address: store } = await server.request('openStore', { uri: file.path }));
  });

  after(async () => {
    await server.stop();
    await file.remove();
  });

  it('names a store by its absolute address, however it was written', async () => {
    assert.equal(store, `sqlite:${file.path}`);
    for (const uri of ['events.db', 'sqlite:events.db', 'sqlite:///./events.db']) {
      const { address } = await server.request('openStore', { uri, baseFolder: path.dirname(file.path) });
      assert.equal(address, store);
    }
  });

  it('names a store that is not open, without its secrets, and says what is wrong with a URI', async () => {
    const uri = 'postgresql+psycopg2://me:secret@db.example/events';
    const named = await server.request('nameStore', { uri });
    assert.deepEqual(named, { kind: 'postgres', address: 'postgres://db.example/events' });
    await assert.rejects(server.request('nameStore', { uri: 'mysql://db/events' }), {
      message: /^A store of the kind mysql:\/\/ cannot be opened/,
    });
  });

  it('finds the files that hold events', async () => {
    const { files } = await server.request('findStores', { files: [import.meta.filename, file.path] });
    assert.deepEqual(files, [file.path]);
  });

  it('lists aggregates page by page', async () => {
    const first = await server.request('listAggregates', { store, limit: 1 });
    assert.deepEqual(first, {
      aggregates: [
        {
          aggregateId: 'agent-123',
          aggregateTypes: ['agent'],
          eventCount: 2,
          lastTimestamp: '2025-09-19T13:00:02.006400Z',
        },
      ],
      more: true,
    });
    const second = await server.request('listAggregates', { store, limit: 1, after: 'agent-123' });
    assert.equal(second.aggregates[0]?.aggregateId, 'task-789');
    assert.equal(second.more, false);
  });

  it('lists the correlations that begin with a text, each once', async () => {
    const { correlationIds } = await server.request('listCorrelations', { store, startsWith: 'workflow-1', limit: 10 });
    assert.deepEqual(correlationIds, ['workflow-101']);
    const none = await server.request('listCorrelations', { store, startsWith: 'x', limit: 10 });
    assert.deepEqual(none.correlationIds, []);
  });

  it('lists events page by page, with their positions and both forms of their types', async () => {
    const page = await server.request('listEvents', { store, aggregateId: 'task-789', firstPosition: 1, limit: 2 });
    assert.deepEqual(
      page.events.map(({ position, version, qualifiedType, bareType }) => [position, version, qualifiedType, bareType]),
      [
        [1, 1, 'task.started', 'started'],
        [2, 2, 'task.completed', 'completed'],
      ],
    );
    assert.equal(page.more, true);
    const rest = await server.request('listEvents', { store, aggregateId: 'task-789', firstPosition: 3, limit: 2 });
    assert.deepEqual([rest.events.length, rest.events[0]?.position, rest.more], [1, 3, false]);
  });

  it('gives a stream document one line per event', async () => {
    const { text } = await server.request('streamText', { store, aggregateId: 'task-789', firstPosition: 1 });
    const lines = text.trimEnd().split('\n');
    assert.equal(lines.length, 3);
    assert.match(lines[1]!, /^ +2 {2}2025-09-19T13:00:04\.006400Z {2}task\.completed +\{"reward":0\.9,/);
    const stat = await server.request('streamStat', { store, aggregateId: 'task-789', firstPosition: 1 });
    assert.deepEqual(stat, { lines: 3, lastTimestamp: '2025-09-19T13:00:05.006400Z' });
  });

  it('shows the whole event over its line', async () => {
    const uri = toStreamUri({ store, aggregateId: 'task-789', firstPosition: 1 });
    const { value } = (await server.hover(uri, 1))!.contents;
    assert.match(value, /\*\*`task\.completed`\*\* version 2, event 2 of `task-789`/);
    assert.match(value, /- correlation `workflow-101`\n- caused by `the-cause`\n- service `task_runner`/);
    assert.match(value, /```json\n\{\n {2}"reward": 0\.9,\n {2}"note": "`ticks` and \| pipes"\n\}\n```/);
    assert.equal(await server.hover(uri, 3), null, 'there is no fourth event');
  });

  it('copies events as the JSON that was recorded', async () => {
    const { json } = await server.request('getEvent', { store, aggregateId: 'task-789', position: 2 });
    assert.equal(JSON.parse(json).event_data.reward, 0.9);
  });

  it('says what is wrong, with the code of the error', async () => {
    await assert.rejects(server.request('streamText', { store, aggregateId: 'task-000', firstPosition: 1 }), {
      message: `The store ${store} has no aggregate 'task-000'.`,
      data: { code: 'stream-not-found' },
    });
    await assert.rejects(server.request('streamText', { store, aggregateId: 'task-789', firstPosition: 50_001 }), {
      message: "The stream of 'task-789' has 3 events; there is none at position 50001.",
      code: ErrorCodes.InvalidParams,
    });
    await assert.rejects(server.request('openStore', { uri: `${file.path}.missing` }), {
      data: { code: 'store-not-found' },
    });
  });

  it('tells over a line why an event cannot be read', async () => {
    const uri = toStreamUri({ store: `${store}.missing`, aggregateId: 'task-789', firstPosition: 1 });
    assert.match((await server.hover(uri, 0))!.contents.value, /^The event could not be read: /);
  });

  it('sees the file that replaced a store once the store was closed', async () => {
    const moved = `${file.path}.copy`;
    cpSync(file.path, moved);
    const { address } = await server.request('openStore', { uri: moved });
    await server.request('closeStore', { store: address });
    rmSync(moved);
    await assert.rejects(server.request('listAggregates', { store: address, limit: 1 }), {
      data: { code: 'store-not-found' },
    });
    cpSync(file.path, moved);
    assert.equal((await server.request('listAggregates', { store: address, limit: 10 })).aggregates.length, 2);
    await server.request('closeStore', { store: address });
  });

  it('tells when a store that is open grows, and which of its streams did', async () => {
    const { method, params } = NOTIFICATIONS.storeGrew;
    const copy = `${file.path}.growing`;
    cpSync(file.path, copy);
    const { address } = await server.request('openStore', { uri: copy });
    const told = new Promise<StoreGrew>((resolve) => {
      server.connection.onNotification(method, (grew) => resolve(params.parse(grew)));
    });
    const writer = await openStore(copy, { readOnly: false });
    await writer.saveEvents([updated(3), updated(4)]);
    await writer.close();
    assert.deepEqual(await told, { store: address, aggregateIds: ['agent-123'], more: false });
    await server.request('closeStore', { store: address });
  });

  for (const { method } of Object.values(REQUESTS)) {
    it(`serves ${method}, and refuses parameters that it cannot read`, async () => {
      await assert.rejects(server.connection.sendRequest(method, { nonsense: true }), {
        code: ErrorCodes.InvalidParams,
      });
    });
  }
});
