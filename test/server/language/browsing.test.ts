import assert from 'node:assert/strict';
import type { Event } from '../../../server/domain/event.ts';
import { storeFile } from '../../support/store-file.ts';
import { at, rewarded, updated } from '../stores/example-events.ts';
import { LanguageServer } from './language-server.ts';

/** Event `second` of an aggregate, in whose stream it has that version. */
function eventOf(aggregate_id: string, second: number, version: number, fields: Partial<Event> = {}): Event {
  const [aggregate_type = ''] = aggregate_id.split('-');
  return rewarded(version, second / 10, { aggregate_id, aggregate_type, timestamp: at(second), ...fields });
}

describe('Going through the aggregates of a store', () => {
  let server: LanguageServer;
  let file: Awaited<ReturnType<typeof storeFile>>;
  let store: string;

  before(async () => {
    file = await storeFile([
      ...[1, 2, 3].map((version) => eventOf('agent-1', version, version)),
      eventOf('agent-2', 9, 1, { event_type: 'failed' }),
      eventOf('agent-30', 5, 1),
      eventOf('agent-30', 6, 2),
      eventOf('Agent-4', 7, 1),
      eventOf('task-1', 4, 1, { event_data: { reward: 0.9 } }),
      eventOf('task-2', 8, 1),
    ]);
    server = await LanguageServer.start();
    ({ address: store } = await server.request('openStore', { uri: file.path }));
  });

  after(async () => {
    await server.stop();
    await file.remove();
  });

  type Asked = Partial<Parameters<typeof server.request<'browseAggregates'>>[1]>;
  const browse = (asked: Asked) =>
    server.request('browseAggregates', { store, aggregateType: 'agent', order: 'id', limit: 100, ...asked });
  const ids = async (asked: Asked) => (await browse(asked)).aggregates.map(({ aggregateId }) => aggregateId);

  it('lists the types, and of them those whose aggregates have such ids', async () => {
    const types = (asked: object) => server.request('listAggregateTypes', { store, ...asked });
    assert.deepEqual(await types({}), ['Agent', 'agent', 'task']);
    assert.deepEqual(await types({ ids: 'TASK' }), ['task']);
    assert.deepEqual(await types({ ids: 'agent-*' }), ['agent']);
    assert.deepEqual(await types({ types: '?gent' }), ['Agent', 'agent']);
    assert.deepEqual(await types({ ids: 'nobody' }), []);
  });

  it('finds ids by a part in either case, and by a glob in its own case', async () => {
    assert.deepEqual(await ids({ ids: 'GENT-3' }), ['agent-30']);
    assert.deepEqual(await ids({ ids: 'agent-?' }), ['agent-1', 'agent-2']);
    assert.deepEqual(await ids({ ids: 'agent-3*' }), ['agent-30']);
    assert.deepEqual(await ids({ ids: '*-*0' }), ['agent-30']);
    assert.deepEqual(await ids({ ids: 'Agent-*' }), []);
  });

  it('sorts by id, by the last event, and by the number of events, page by page', async () => {
    assert.deepEqual(await ids({}), ['agent-1', 'agent-2', 'agent-30']);
    assert.deepEqual(await ids({ order: 'time' }), ['agent-2', 'agent-30', 'agent-1']);
    assert.deepEqual(await ids({ order: 'count' }), ['agent-1', 'agent-30', 'agent-2']);
    for (const order of ['id', 'time', 'count'] as const) {
      const paged: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await browse({ order, limit: 1, cursor });
        paged.push(...page.aggregates.map(({ aggregateId }) => aggregateId));
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      assert.deepEqual([...new Set(paged)], await ids({ order }), order);
    }
  });

  it('finds aggregates by an expression over their events, and says what is wrong with one', async () => {
    assert.deepEqual(await ids({ where: "event_type == 'failed'" }), ['agent-2']);
    assert.deepEqual(await ids({ where: 'version > 1' }), ['agent-30', 'agent-1']);
    assert.deepEqual(await ids({ where: "event_data.get('reward', 0) > 100" }), []);
    assert.deepEqual(await ids({ where: 'version > 1', ids: '*-1' }), ['agent-1']);
    const { problem } = await server.request('checkWhere', { where: 'rewrad > 1' });
    assert.match(problem!, /rewrad/);
    assert.equal((await server.request('checkWhere', { where: 'version > 1' })).problem, null);
    await assert.rejects(browse({ where: 'state.balance > 1' }), { data: { code: 'bad-expression' } });
    await assert.rejects(browse({ where: 'position > 1' }), { data: { code: 'bad-expression' } });
  });

  it('counts aggregates, and tells how streams end', async () => {
    const count = await server.request('countAggregates', { store, aggregateType: 'agent' });
    assert.deepEqual(count, { count: 3, kind: 'exact' });
    const some = await server.request('countAggregates', { store, aggregateType: 'agent', ids: 'agent-?' });
    assert.deepEqual(some, { count: 2, kind: 'exact' });
    const last = await server.request('lastEvents', { store, aggregateIds: ['agent-1', 'agent-2', 'nobody'] });
    assert.deepEqual(
      last.map(({ aggregateId, qualifiedType, failed, malformed }) => [aggregateId, qualifiedType, failed, malformed]),
      [
        ['agent-1', 'agent.completed', false, null],
        ['agent-2', 'agent.failed', true, null],
      ],
    );
  });

  it('refuses a cursor that is not its own', async () => {
    await assert.rejects(browse({ cursor: 'nonsense' }), { data: { code: 'bad-filter' } });
  });
});

describe('Going through a large store', () => {
  const MANY = 12_500;
  let server: LanguageServer;
  let file: Awaited<ReturnType<typeof storeFile>>;
  let store: string;

  before(async function () {
    this.timeout(60_000);
    const number = (index: number) => String(index).padStart(6, '0');
    file = await storeFile([
      ...Array.from({ length: MANY }, (_, index) => updated(1, { aggregate_id: `agent-${number(index)}` })),
      ...Array.from({ length: 600 }, (_, index) =>
        rewarded(1, 0, { aggregate_id: `task-${number(index)}`, timestamp: at(index) }),
      ),
      rewarded(1, 0.5, { aggregate_id: 'odd-one', timestamp: at(700) }),
    ]);
    server = await LanguageServer.start();
    ({ address: store } = await server.request('openStore', { uri: file.path }));
  });

  after(async () => {
    await server.stop();
    await file.remove();
  });

  const browse = (asked: object) =>
    server.request('browseAggregates', { store, aggregateType: 'task', order: 'id', limit: 100, ...asked });

  async function browseAll(asked: object) {
    const found: string[] = [];
    const stops: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await browse({ ...asked, cursor });
      found.push(...page.aggregates.map(({ aggregateId }) => aggregateId));
      if (page.lookedAt) stops.push(page.lookedAt.of);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    return { found, stops };
  }

  it('finds the first aggregates of a type at once, though thousands of others stand before them', async () => {
    const { aggregates, lookedAt } = await browse({ limit: 3 });
    assert.deepEqual(
      aggregates.map(({ aggregateId }) => aggregateId),
      ['task-000000', 'task-000001', 'task-000002'],
    );
    assert.equal(lookedAt, null);
  });

  it('finds every aggregate of a type in the end, and stops on its way', async () => {
    const { found, stops } = await browseAll({});
    assert.equal(found.length, 601);
    assert.equal(new Set(found).size, 601);
    assert.equal(found.at(-1), 'odd-one', 'what is not called like its type comes last');
    assert.deepEqual(stops, ['aggregates', 'aggregates']);
  });

  it('stops a search in vain on its way, and goes on when it is asked again', async () => {
    const first = await browse({ aggregateType: 'agent', ids: 'agent-0*9999' });
    assert.deepEqual(first.aggregates, []);
    assert.deepEqual(first.lookedAt, { count: 5_000, of: 'aggregates' });
    assert.deepEqual((await browseAll({ aggregateType: 'agent', ids: 'agent-0*9999' })).found, ['agent-009999']);
    const { found } = await browseAll({ aggregateType: 'agent', ids: 'agent-0*499' });
    assert.equal(found.length, 13);
  });

  it('sorts as many as it can, and says so; the latest first it finds without', async () => {
    const byCount = await browse({ aggregateType: 'agent', order: 'count' });
    assert.equal(byCount.sortedAmong, 10_000);
    const byTime = await browse({ order: 'time', limit: 2 });
    assert.equal(byTime.aggregates[0]?.aggregateId, 'odd-one');
    assert.equal(byTime.aggregates[1]?.aggregateId, 'task-000599');
  });

  it('estimates how many there are where counting would read too much', async () => {
    const { count, kind } = await server.request('countAggregates', { store, aggregateType: 'agent' });
    assert.deepEqual({ count, kind }, { count: 13_000, kind: 'estimate' });
    const some = await server.request('countAggregates', { store, aggregateType: 'agent', ids: '*0' });
    assert.equal(some.kind, 'at-least');
  });

  it('gives up when nobody waits any more', async () => {
    const { createProtocolConnection: _, CancellationTokenSource } = await import('vscode-languageserver/node');
    const source = new CancellationTokenSource();
    const params = { store, aggregateType: 'agent', where: 'version > 99', order: 'id', limit: 10 };
    const asked = server.connection.sendRequest('event-replay/browseAggregates', params, source.token);
    source.cancel();
    await assert.rejects(asked);
  });
});
