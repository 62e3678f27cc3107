import assert from 'node:assert/strict';
import Database from 'better-sqlite3';
import { migrateStore } from '../../../../server/migration/migrate-store.ts';
import { openStore } from '../../../../server/stores/open-store.ts';
import { makeReferenceDatabase, type ReferenceRow } from '../reference-database.ts';
import { temporaryFolder } from '../temporary-folder.ts';

function agentRows(times: readonly unknown[]): ReferenceRow[] {
  return times.map((timestamp, index) => ({
    event_id: `event-${index + 1}`,
    aggregate_id: 'agent-123',
    aggregate_type: 'agent',
    event_type: 'updated',
    event_data: '{}',
    timestamp,
    version: index + 1,
  }));
}

describe('What a SQLite table is like', () => {
  const file = temporaryFolder();
  const inspect = async (name: string) => {
    const store = await openStore(file(name));
    const found = await store.inspect!();
    await store.close();
    return found;
  };

  it('tells the forms of times apart, and a copy has the same instants', async () => {
    const times = [
      '2025-09-19 05:26:56',
      '2025-09-19T05:26:57.006400Z',
      '2025-09-19T07:26:58+02:00',
      1758259619,
      1758259620.25,
    ];
    makeReferenceDatabase(file('old.db'), { rows: agentRows([...times, '2025-09-19 05:27:01.5']) });
    const forms = (await inspect('old.db')).timeForms.map(({ example, rows }) => [example, rows]);
    assert.deepEqual(forms, [
      ['2025-09-19 05:26:56', 2],
      ['1758259619', 1],
      ['1758259620.25', 1],
      ['2025-09-19T05:26:57.006400Z', 1],
      ['2025-09-19T07:26:58+02:00', 1],
    ]);
    const [source, target] = [await openStore(file('old.db')), await openStore(file('new.db'), { readOnly: false })];
    await migrateStore(source, target);
    const events = await target.getEventsByAggregate('agent-123');
    assert.deepEqual(
      events.map(({ timestamp }) => timestamp.slice(11)),
      [
        '05:26:56.000000Z',
        '05:26:57.006400Z',
        '05:26:58.000000Z',
        '05:26:59.000000Z',
        '05:27:00.250000Z',
        '05:27:01.500000Z',
      ],
    );
    await Promise.all([source.close(), target.close()]);
    assert.deepEqual((await inspect('new.db')).timeForms, [{ example: '2025-09-19 05:26:56', rows: 6 }]);
  });

  it('finds ids and versions that several events have, and whether an index forbids them', async () => {
    const rows = agentRows([
      '2025-09-19 05:26:56',
      '2025-09-19 05:26:57',
      '2025-09-19 05:26:58',
      '2025-09-19 05:26:59',
    ]);
    const repeated = rows.map((row, index) => ({
      ...row,
      version: index < 3 ? 1 : 'one',
      event_id: index === 3 ? null : 'event-1',
    }));
    makeReferenceDatabase(file('old.db'), { shape: 'bare', rows: repeated });
    const { repeatedVersions, repeatedIds, hasUniqueVersions, snapshots } = await inspect('old.db');
    assert.deepEqual(
      [repeatedVersions, repeatedIds, hasUniqueVersions, snapshots],
      [[{ aggregate_id: 'agent-123', events: 2 }], ['event-1'], false, 0],
    );
    await (await openStore(file('ours.db'), { readOnly: false })).close();
    assert.equal((await inspect('ours.db')).hasUniqueVersions, true);
  });

  it('does so where ids are numbers', async () => {
    const database = new Database(file('old.db'));
    database.exec(`CREATE TABLE events (event_id INTEGER, aggregate_id INTEGER, aggregate_type, event_type, event_data,
        timestamp, version INTEGER);
      INSERT INTO events VALUES (1, 123, 'agent', 'created', '{}', '2025-09-19 05:26:56', 1),
        (1, 123, 'agent', 'updated', '{}', '2025-09-19 05:26:57', 2),
        (2, 123, 'agent', 'updated', '{}', '2025-09-19 05:26:58', 2)`);
    database.close();
    const { repeatedVersions, repeatedIds } = await inspect('old.db');
    assert.deepEqual([repeatedVersions, repeatedIds], [[{ aggregate_id: '123', events: 1 }], ['1']]);
    const [source, target] = [await openStore(file('old.db')), await openStore(file('new.db'), { readOnly: false })];
    const report = await migrateStore(source, target, { renumber: true });
    assert.deepEqual([report.copied, report.setAside.count], [2, 1]);
    const stream = await target.getEventsByAggregate('123');
    assert.deepEqual(
      stream.map(({ event_id, version }) => [event_id, version]),
      [
        ['1', 1],
        ['2', 3],
      ],
    );
    await Promise.all([source.close(), target.close()]);
  });

  it('names columns of somebody’s own in which something stands, one of two for the metadata among them', async () => {
    makeReferenceDatabase(file('old.db'), { rows: agentRows(['2025-09-19 05:26:56', '2025-09-19 05:26:57']) });
    const database = new Database(file('old.db'));
    database.exec(`ALTER TABLE events ADD COLUMN "the ""tenant""" TEXT;
      ALTER TABLE events ADD COLUMN empty TEXT;
      ALTER TABLE events ADD COLUMN event_metadata JSON DEFAULT '{}';
      UPDATE events SET "the ""tenant""" = 'acme' WHERE version = 1`);
    database.close();
    const { otherColumns, columns } = await inspect('old.db');
    assert.deepEqual(otherColumns, [
      { name: 'metadata', rows: 2 },
      { name: 'the "tenant"', rows: 1 },
    ]);
    assert.ok(columns.includes('event_metadata JSON'));
  });
});
