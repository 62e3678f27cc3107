import assert from 'node:assert/strict';
import Database from 'better-sqlite3';
import type { RecordedEvent, StreamKey } from '../../../../server/domain/event.ts';
import type { EventStore } from '../../../../server/domain/event-store.ts';
import { openStore } from '../../../../server/stores/open-store.ts';
import { makeReferenceDatabase, type ReferenceRow } from '../reference-database.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const SOUND: ReferenceRow = {
  event_id: 'e-1',
  aggregate_id: 'task-789',
  aggregate_type: 'task',
  event_type: 'completed',
  event_data: '{"reward": 0.5}',
  timestamp: '2025-09-19 05:26:56',
  version: 1,
};

describe('rows that hold what their columns should not', () => {
  const file = temporaryFolder();

  async function withRows(
    rows: readonly ReferenceRow[],
    test: (store: EventStore) => Promise<void>,
    index = '',
  ): Promise<void> {
    makeReferenceDatabase(file('odd.db'), { rows });
    const database = new Database(file('odd.db'));
    database.exec(index);
    database.close();
    const store = await openStore(file('odd.db'));
    try {
      await test(store);
    } finally {
      await store.close();
    }
  }

  const problems: readonly (readonly [Partial<ReferenceRow>, RegExp])[] = [
    [{ event_data: null }, /^event_data is NULL$/],
    [{ event_data: Buffer.from([0xff, 0x00]) }, /^event_data is a BLOB that is no UTF-8 text$/],
    [{ event_data: 17 }, /^event_data is not a JSON object$/],
    [{ event_id: null }, /^event_id is NULL$/],
    [{ metadata: Buffer.from([0xff]) }, /^metadata is a BLOB/],
    [{ timestamp: null }, /^timestamp is NULL$/],
    [{ timestamp: 'noon' }, /^timestamp: 'noon' is not a timestamp/],
    [{ timestamp: Buffer.from([1, 2]) }, /^timestamp is x'0102'$/],
    [{ version: null }, /^version is NULL/],
    [{ version: 'first' }, /^version is 'first'/],
    [{ version: 1.5 }, /^version is 1.5/],
    [{ version: 9_223_372_036_854_775_807n }, /^version is 9223372036854775807|^version is 92233720368547/],
  ];
  for (const [fields, problem] of problems) {
    const name = Object.entries(fields).map(
      ([column, value]) => `${column} = ${value instanceof Buffer ? 'bytes' : value}`,
    );
    it(`are malformed events that everybody can see: ${name}`, () =>
      withRows([{ ...SOUND, ...fields }], async (store) => {
        const [event] = await store.getEventsByAggregate('task-789');
        assert.match(event?.malformed ?? '', problem);
        assert.equal(event?.aggregate_type, 'task');
        assert.equal((await store.queryEvents({})).events.length, 1);
        assert.equal((await store.queryEvents({ metadata_filters: { a: 1 } })).events.length, 0);
        assert.equal((await store.listAggregates())[0]?.event_count, 1);
        assert.equal(typeof (await store.getAggregateVersion('task-789')), 'number');
      }));
  }

  it('are sound where bytes are UTF-8 text, and where the metadata is NULL', () =>
    withRows([{ ...SOUND, event_data: Buffer.from('{"name": "Zoë"}'), metadata: null }], async (store) => {
      const event = await store.getEvent('e-1');
      assert.deepEqual(event?.event_data, { name: 'Zoë' });
      assert.deepEqual(event.metadata, {});
      assert.equal(event.malformed, undefined);
    }));

  const oddVersions = [null, 'first', 2n ** 62n, null, 2n ** 62n + 1n, 3, 1, 'second', 2n ** 62n + 1n].map(
    (version, n) => ({
      ...SOUND,
      event_id: `e-${n}`,
      version,
    }),
  );
  for (const index of ['', 'CREATE INDEX by_version ON events (aggregate_id, version)']) {
    it(`are never skipped, whatever the page size${index && ', with an index on the version'}`, () =>
      withRows(
        oddVersions,
        async (store) => {
          for (const limit of [1, 2, 4, 20]) {
            const ids: string[] = [];
            for (let page = await store.readStream('task-789', { limit }); page.length > 0; ) {
              for (const event of page) {
                ids.push(event.event_id);
                assert.equal(await store.getPosition('task-789', event.key), ids.length);
              }
              page = await store.readStream('task-789', { after: page.at(-1)!.key, limit });
            }
            // What is no number counts as version 0 in the order of appending.
            assert.deepEqual(ids, ['e-0', 'e-1', 'e-3', 'e-7', 'e-6', 'e-5', 'e-2', 'e-4', 'e-8']);
          }
        },
        index,
      ));
  }

  const oddPayloads = [SOUND.event_data, null, Buffer.from('{"reward": 2}'), 7, '{"reward": 5}', '{"reward": 6}'].map(
    (event_data, n) => ({ ...SOUND, event_id: `e-${n}`, version: n < 4 ? n + 1 : n === 4 ? 4.5 : 5, event_data }),
  );
  const oddTimes = ['2025-09-19T05:26:56Z', 1758259616, 'yesterday', null, '2025-09-19 07:26:56.5+02:00'].map(
    (timestamp, n) => ({
      ...SOUND,
      event_id: `e-${n}`,
      version: n + 1,
      timestamp,
    }),
  );
  it('tell the same times where little else is read', () =>
    withRows(oddTimes, async (store) => {
      const all = await store.readStream('task-789', { limit: 10 });
      const fields = new Set(['event_data', 'timestamp'] as const);
      const lean = await store.readStream('task-789', { limit: 10, fields });
      assert.deepEqual(
        lean.map(({ timestamp }) => timestamp),
        all.map(({ timestamp }) => timestamp),
      );
      assert.ok(lean[2]!.malformed);
    }));

  it('are the same where only their payloads are read', () =>
    withRows(
      oddPayloads,
      async (store) => {
        const all = await store.readStream('task-789', { limit: 10 });
        for (const limit of [1, 2, 3, 5]) {
          const found: RecordedEvent[] = [];
          for (let after: StreamKey | undefined; ; after = found.at(-1)!.key) {
            const page = await store.readStream('task-789', { after, limit, fields: new Set(['event_data']) });
            if (page.length === 0) break;
            found.push(...page);
          }
          const read = ({ event_data, key }: RecordedEvent) => [event_data, key.version];
          assert.deepEqual(found.map(read), all.map(read));
        }
      },
      'CREATE UNIQUE INDEX by_version ON events (aggregate_id, version)',
    ));
});
