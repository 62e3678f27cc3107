import assert from 'node:assert/strict';
import type { RecordedEvent } from '../../../../server/domain/event.ts';
import { openStore } from '../../../../server/stores/open-store.ts';
import { rewarded } from '../example-events.ts';
import { describePostgres, REFERENCE } from './with-postgres.ts';

describePostgres('A PostgreSQL database that others made', (postgres) => {
  let made = 0;

  /** Makes a schema with the table that is described, and gives back its name. */
  async function make(columns: string, rows = '', kind = 'TABLE'): Promise<string> {
    const schema = `foreign_${++made}`;
    const table =
      kind === 'TABLE' ? `CREATE TABLE ${schema}.events (${columns});` : columns.replaceAll('SCHEMA', schema);
    await postgres().run(`CREATE SCHEMA ${schema}; ${table} ${rows.replaceAll('SCHEMA', schema)}`);
    return schema;
  }

  const insert = (values: string) =>
    `INSERT INTO SCHEMA.events (id, event_id, aggregate_id, aggregate_type, event_type, event_data, timestamp, version, metadata)
     VALUES ${values};`;

  it('gives back payload texts, microseconds and the column metadata as they are', async () => {
    const rows = insert(
      `('1', 'e1', 'task-789', 'task', 'completed', '{"reward":  1.0, "reward": 0.50}', '2025-09-19 07:26:56.0064+02', 1, '{"a":1}'),
       ('2', 'e2', 'task-789', 'task', 'completed', '{}', '2025-09-19 05:26:57Z', 2, NULL)`,
    );
    const store = await openStore(postgres().uriOf(await make(REFERENCE, rows)));
    const [first, second] = await store.getEventsByAggregate('task-789');
    assert.equal(first?.row.event_data_text, '{"reward":  1.0, "reward": 0.50}');
    assert.equal(first.timestamp, '2025-09-19T05:26:56.006400Z');
    assert.equal(first.row.metadata_text, '{"a":1}');
    assert.deepEqual([second?.timestamp, second?.metadata], ['2025-09-19T05:26:57.000000Z', {}]);
    await store.close();
  });

  it('takes a timestamp without a zone for UTC, and says what JSONB cannot give back', async () => {
    const columns = REFERENCE.replaceAll('JSON', 'JSONB').replace('TIMESTAMP WITH TIME ZONE', 'TIMESTAMP');
    const rows = insert(
      `('1', 'e1', 'task-789', 'task', 'completed', '{"reward":  1.0}', '2025-09-19 05:26:56.000001', 1, NULL)`,
    );
    const store = await openStore(postgres().uriOf(await make(columns, rows), '&application_name=test'));
    const { events } = await store.queryEvents({ from_timestamp: '2025-09-19T07:26:56+02:00' });
    assert.deepEqual(
      events.map((event) => [event.timestamp, event.row.event_data_text]),
      [['2025-09-19T05:26:56.000001Z', '{"reward": 1.0}']],
    );
    assert.equal((await store.queryEvents({ to_timestamp: '2025-09-19T05:26:56Z' })).events.length, 0);
    assert.match(store.remarks.join(' '), /JSONB/);
    assert.match(store.remarks.join(' '), /no index on \(aggregate_id, version\)/);
    await store.close();
  });

  it('reads UUIDs, enumerations, views, and numbers as row ids', async () => {
    const id = '0197f3a0-0000-7000-8000-000000000001';
    const schema = await make(
      `CREATE TYPE SCHEMA.kind AS ENUM ('task', 'agent');
       CREATE TABLE SCHEMA.log (id bigserial PRIMARY KEY, event_id uuid NOT NULL, aggregate_id uuid NOT NULL,
         aggregate_type SCHEMA.kind NOT NULL, event_type text NOT NULL, event_data jsonb NOT NULL, timestamp timestamptz NOT NULL,
         version bigint NOT NULL);
       CREATE VIEW SCHEMA.events AS SELECT * FROM SCHEMA.log;`,
      `INSERT INTO SCHEMA.log (event_id, aggregate_id, aggregate_type, event_type, event_data, timestamp, version)
       SELECT gen_random_uuid(), '${id}', 'task', 'completed', '{}', '2025-09-19', n % 3 FROM generate_series(1, 7) AS n;`,
      'VIEW',
    );
    const store = await openStore(postgres().uriOf(schema));
    const pages: RecordedEvent[] = [];
    for (let after: RecordedEvent['key'] | undefined; ; after = pages.at(-1)!.key) {
      const page = await store.readStream(id, { after, limit: 2 });
      if (page.length === 0) break;
      pages.push(...page);
    }
    assert.deepEqual(
      pages.map(({ key }) => [key.version, key.tie]),
      [
        ['0', '3'],
        ['0', '6'],
        ['1', '1'],
        ['1', '4'],
        ['1', '7'],
        ['2', '2'],
        ['2', '5'],
      ].map(([v, tie]) => [Number(v), tie]),
    );
    for (const [index, event] of pages.entries()) {
      assert.equal(await store.getPosition(id, event.key), index + 1);
      assert.equal((await store.getEventAt(id, index + 1))?.event_id, event.event_id);
    }
    assert.deepEqual(await store.listAggregateTypes(), ['task']);
    assert.equal(
      (await store.queryEvents({ event_type: 'task.completed', where: "aggregate_type == 'task'" })).events.length,
      7,
    );
    assert.equal((await store.listAggregates())[0]?.event_count, 7);
    assert.equal((await store.getEvent(pages[0]!.event_id))?.key.tie, '3');
    assert.deepEqual(await store.getEvent('no UUID'), undefined);
    assert.deepEqual(await store.getEventsByAggregate('agent-123'), []);
    await store.close();
  });

  it('shows events that lack what every event must have, and pages past them', async () => {
    const schema = await make(
      `id text PRIMARY KEY, event_id text, aggregate_id text, aggregate_type text, event_type text, event_data json,
       timestamp timestamptz, version int`,
      `INSERT INTO SCHEMA.events VALUES ('1', 'e1', 'task-789', 'task', 'completed', NULL, NULL, NULL),
         ('2', 'e2', 'task-789', NULL, NULL, '[1]', 'infinity', 0), ('3', 'e3', 'task-789', 'task', 'completed', '{}', '0044-03-15 BC', 1);`,
    );
    const store = await openStore(postgres().uriOf(schema));
    const events = await store.getEventsByAggregate('task-789');
    assert.deepEqual(
      events.map((event) => event.malformed),
      [
        'version is NULL, not an integer below 2^53; event_data is NULL; timestamp is NULL',
        "aggregate_type is NULL; event_type is NULL; timestamp: 'infinity' is not a timestamp: use 2025-09-19T05:26:56.006400Z",
        "timestamp: '0044-03-15 00:00:00+00 BC' is not a timestamp: use 2025-09-19T05:26:56.006400Z",
      ],
    );
    const seen = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await store.queryEvents({}, { limit: 1, cursor, order: 'oldest-first' });
      seen.push(...page.events.map(({ event_id }) => event_id));
      cursor = page.next;
    }
    assert.deepEqual(seen, ['e1', 'e3', 'e2']);
    const first = await store.readStream('task-789', { limit: 1 });
    const rest = await store.readStream('task-789', { after: first[0]!.key, limit: 9 });
    assert.deepEqual(
      rest.map(({ event_id }) => event_id),
      ['e2', 'e3'],
    );
    assert.deepEqual(await store.listAggregates(), [
      { aggregate_id: 'task-789', aggregate_types: ['task', ''], event_count: 3, last_timestamp: null },
    ]);
    await store.close();
  });

  it('lists aggregates where a language orders texts', async () => {
    await postgres().run(`CREATE DATABASE "äöü" TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'`);
    const uri = postgres().uriOf('s', '').replace('/postgres?', '/%C3%A4%C3%B6%C3%BC?');
    const store = await openStore(uri, { readOnly: false });
    const ids = ['b', 'B', 'a', 'A', 'ä', '_', '7'];
    await store.saveEvents(
      ids.map((aggregate_id) => rewarded(1, 0, { aggregate_id, event_data: { name: aggregate_id } })),
    );
    const listed = await store.listAggregates();
    assert.deepEqual(
      listed.map(({ aggregate_id }) => aggregate_id),
      ids.toSorted(),
    );
    const found = await store.queryEvents({ where: "event_data['name'] >= 'B'" }, { order: 'oldest-first' });
    assert.deepEqual(
      found.events.map(({ aggregate_id }) => aggregate_id),
      ['b', 'B', 'a', 'ä', '_'],
    );
    await store.close();
  });

  for (const [problem, columns, message] of [
    ['lacks columns', 'id int, event_id text', /lacks the columns aggregate_id/],
    ['keeps times as texts', REFERENCE.replace('TIMESTAMP WITH TIME ZONE', 'TEXT'), /column timestamp of type text/],
    ['keeps versions as texts', REFERENCE.replace('version INTEGER', 'version TEXT'), /column version of type text/],
  ] as const) {
    it(`is refused when its table ${problem}`, async () => {
      const schema = await make(columns);
      await assert.rejects(openStore(postgres().uriOf(schema)), { code: 'not-a-store', message });
    });
  }
});
