import assert from 'node:assert/strict';
import type { EventStore } from '../../../server/domain/event-store.ts';
import { migrateStore, surveyStore } from '../../../server/migration/migrate-store.ts';
import { openStore } from '../../../server/stores/open-store.ts';
import { toEventLine } from '../../../server/transfer/event-line.ts';
import { describePostgres } from '../stores/postgres/with-postgres.ts';
import { makeReferenceDatabase } from '../stores/reference-database.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';

/** The tables as the document describes them, without what keeps versions unique, and a column of somebody's own. */
const DOCUMENT = (schema: string) => `CREATE SCHEMA ${schema};
  CREATE TABLE ${schema}.events (
    id VARCHAR(36) PRIMARY KEY, event_id VARCHAR(36) UNIQUE NOT NULL, aggregate_id VARCHAR(36) NOT NULL,
    aggregate_type VARCHAR(50) NOT NULL, event_type VARCHAR(50) NOT NULL, event_data JSON NOT NULL,
    timestamp TIMESTAMP WITH TIME ZONE NOT NULL, version INTEGER NOT NULL DEFAULT 1, correlation_id VARCHAR(36),
    causation_id VARCHAR(36), user_id VARCHAR(36), service_name VARCHAR(50), event_metadata JSON DEFAULT '{}',
    tenant_id TEXT);
  CREATE TABLE ${schema}.event_snapshots (
    id VARCHAR(36) PRIMARY KEY, aggregate_id VARCHAR(36) NOT NULL, aggregate_type VARCHAR(50) NOT NULL,
    snapshot_data JSON NOT NULL, version INTEGER NOT NULL, last_event_id VARCHAR(36) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL, expires_at TIMESTAMP WITH TIME ZONE);
  INSERT INTO ${schema}.events VALUES
    ('r1', 'e1', 'task-789', 'task', 'task.received', '{"prompt":  "Refund",\n "seed": 1.50}', '2025-09-19 05:26:56.0064+00', 1,
      NULL, NULL, NULL, 'agent_runner', '{}', 'acme'),
    ('r2', 'e2', 'task-789', 'task', 'completed', '{"reward": 0.9}', '2025-09-19 07:26:58+02', 2, NULL, 'e1', NULL, NULL, NULL, NULL),
    ('r3', 'e3', 'task-789', 'task', 'completed', '{"reward": 0.1}', '2025-09-19 05:26:57+00', 2, NULL, NULL, NULL, NULL, '{"a": 1}', NULL);
  INSERT INTO ${schema}.event_snapshots VALUES
    ('s1', 'task-789', 'task', '{"prompt": "Refund"}', 1, 'e1', '2025-09-19 05:30:00+00', NULL),
    ('s2', 'task-789', 'task', '{"reward": 0.1}', 2, 'e3', '2025-09-19 05:30:00+00', NULL)`;

async function linesOf(store: EventStore): Promise<string[]> {
  const { events } = await store.readAll({ limit: 1_000 });
  return events.map(toEventLine).sort();
}

describePostgres('Migrating from and to PostgreSQL', (postgres) => {
  const file = temporaryFolder();

  it('brings the tables of the document into a file', async () => {
    const uri = postgres().newUri();
    await postgres().run(DOCUMENT(/schema=(\w+)/.exec(uri)![1]!));
    const source = await openStore(uri);
    const target = await openStore(file('new.db'), { readOnly: false });
    const { obstacles, inspection } = await surveyStore(source);
    assert.equal(obstacles.length, 2);
    assert.deepEqual(inspection?.otherColumns, [{ name: 'tenant_id', rows: 1 }]);
    assert.deepEqual([inspection?.timeForms[0]?.rows, inspection?.snapshots], [3, 2]);
    const report = await migrateStore(source, target, { renumber: true, dropColumns: true });
    assert.deepEqual([report.copied, report.renumbered, report.setAside.count], [3, 1, 0]);
    const stream = await target.getEventsByAggregate('task-789');
    assert.deepEqual(
      stream.map(({ version, event_id, timestamp, row }) => [
        version,
        event_id,
        timestamp,
        row.event_data_text,
        row.metadata_text,
      ]),
      [
        [1, 'e1', '2025-09-19T05:26:56.006400Z', '{"prompt":  "Refund",\n "seed": 1.50}', '{}'],
        [2, 'e3', '2025-09-19T05:26:57.000000Z', '{"reward": 0.1}', '{"a": 1}'],
        [3, 'e2', '2025-09-19T05:26:58.000000Z', '{"reward": 0.9}', '{"original_version": 2}'],
      ],
    );
    assert.equal(report.snapshots.copied, 1);
    assert.equal((await target.getLatestSnapshot('task-789'))?.last_event_id, 'e1');
    assert.match(report.snapshots.leftBehind.examples[0]!, /^task-789 version 2: /);
    await Promise.all([source.close(), target.close()]);
  });

  it('brings a database of Python into a server, and what the server does not take into a file', async () => {
    makeReferenceDatabase(file('python.db'));
    const source = await openStore(file('python.db'));
    const target = await openStore(postgres().newUri(), { readOnly: false });
    const setAside: string[] = [];
    const report = await migrateStore(source, target, {
      renumber: true,
      onSetAside: (line) => void setAside.push(line),
    });
    assert.deepEqual([report.events, report.copied, setAside.length], [11, 10, 1]);
    assert.match(setAside[0]!, /"event_data": "{\\"reward\\": 0\.9"/);
    const copied = await linesOf(target);
    const lines = (await linesOf(source)).filter((line) => !line.includes('"{\\"reward'));
    const kept = lines.filter((line) => copied.includes(line));
    // One event was renumbered: all others are the same to the letter.
    assert.equal(kept.length, 9);
    await Promise.all([source.close(), target.close()]);
  });

  it('sets aside what is too long for the columns of the server', async () => {
    const row = {
      aggregate_type: 'agent',
      event_type: 'updated',
      event_data: '{}',
      timestamp: '2025-09-19 05:26:56',
      version: 1,
    };
    const rows = [
      { ...row, event_id: 'e1', aggregate_id: 'agent-123' },
      { ...row, event_id: 'e2', aggregate_id: `agent-${'x'.repeat(40)}` },
    ];
    makeReferenceDatabase(file('python.db'), { rows });
    const source = await openStore(file('python.db'));
    const target = await openStore(postgres().newUri(), { readOnly: false });
    const report = await migrateStore(source, target);
    assert.deepEqual([report.copied, report.setAside.count], [1, 1]);
    assert.match(report.setAside.examples[0]!, /^agent-x+ version 1 \(e2\): .*cannot hold the event: value too long/);
    await Promise.all([source.close(), target.close()]);
  });
});
