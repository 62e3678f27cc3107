import assert from 'node:assert/strict';
import type { QueryOptions } from '../../../../server/domain/event-store.ts';
import type { EventFilter } from '../../../../server/domain/filter.ts';
import { compileFilter } from '../../../../server/stores/criteria.ts';
import { SqliteDatabase } from '../../../../server/stores/sqlite/database.ts';
import { pageSql } from '../../../../server/stores/sqlite/indexed-stream.ts';
import { openDatabase } from '../../../../server/stores/sqlite/open-database.ts';
import { queryEvents } from '../../../../server/stores/sqlite/query-events.ts';
import { TimeProbe } from '../../../../server/stores/sqlite/time-order.ts';
import { temporaryFolder } from '../temporary-folder.ts';

describe('the plans that SQLite makes for a store of ours', () => {
  const file = temporaryFolder();
  let db: SqliteDatabase;

  beforeEach(async () => {
    const { connection, shape } = await openDatabase(file('events.db'), { readOnly: false });
    db = new SqliteDatabase(connection, file('events.db'), shape);
  });
  afterEach(() => db.connection.close());

  /** The steps of a plan, one a line. */
  function planOf(sql: string): string {
    const marks = sql.match(/\?/g)?.map(() => 1) ?? [];
    return db
      .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...marks)
      .map(({ detail }) => detail)
      .join('\n');
  }

  const SEARCH = 'SEARCH events USING INDEX ux_events_aggregate_id_version';
  for (const [start, plan] of [
    ['beginning', `${SEARCH} (aggregate_id=?)`],
    ['version', `${SEARCH} (aggregate_id=? AND version>?)`],
    ['place', `${SEARCH} (aggregate_id=? AND version>?)`],
  ] as const) {
    it(`read a page of a stream from its ${start} by one search of the index, without sorting`, () => {
      assert.equal(planOf(pageSql(db.columns, start, 10)), plan);
    });
  }

  async function plansOf(filter: EventFilter, options: QueryOptions): Promise<string[]> {
    const seen: string[] = [];
    const prepare = db.prepare.bind(db);
    db.prepare = (sql) => {
      if (/^SELECT event_id/.test(sql)) seen.push(sql);
      return prepare(sql);
    };
    await queryEvents(
      db,
      new TimeProbe(db),
      compileFilter(filter, () => 1),
      options,
    );
    db.prepare = prepare;
    return seen.map(planOf);
  }

  it('walk the index on time for a page of everything, and start it at the cursor', async () => {
    const cursor = Buffer.from('["newest-first","2025-09-19T05:26:56.000000Z","2025-09-19 05:26:56",7]').toString(
      'base64url',
    );
    assert.deepEqual(await plansOf({}, {}), ['SCAN events USING INDEX idx_events_timestamp']);
    assert.deepEqual(await plansOf({}, { cursor }), ['SEARCH events USING INDEX idx_events_timestamp (timestamp<?)']);
    assert.deepEqual(await plansOf({ from_timestamp: '2025-09-19', to_timestamp: '2025-09-20' }, {}), [
      'SEARCH events USING INDEX idx_events_timestamp (timestamp>? AND timestamp<?)',
    ]);
  });

  it('search the index of a field that few events match', async () => {
    const [plan] = await plansOf({ correlation_id: 'workflow-101' }, {});
    assert.match(plan!, /^SEARCH events USING INDEX idx_events_correlation_id/);
  });

  it('search the index of a column that an expression names', async () => {
    const search = 'SEARCH events USING INDEX';
    for (const [where, plan] of [
      ["event_data['reward'] < 0 and correlation_id == 'workflow-101'", `${search} idx_events_correlation_id`],
      ["aggregate_id in ('agent-123', 'agent-124') and version > 3", `${search} `],
      ["timestamp >= '2025-09-19' and event_data['reward'] < 0", `${search} idx_events_timestamp (timestamp>?`],
    ] as const) {
      const [first] = await plansOf({ where }, {});
      assert.ok(first!.startsWith(plan), `${where}: ${first}`);
    }
  });

  it('walk the index on time where many events match', async () => {
    db.connection.exec(`
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
      INSERT INTO events (id, event_id, aggregate_id, aggregate_type, event_type, event_data, timestamp, version)
      SELECT i, i, 'task-789', 'task', 'completed', '{}', '2025-09-19 05:26:56', i FROM n
    `);
    for (const filter of [{ aggregate_type: 'task' }, { event_type: 'completed' }, { event_type: 'task.completed' }]) {
      assert.deepEqual(await plansOf(filter, { limit: 10 }), ['SCAN events USING INDEX idx_events_timestamp']);
    }
    const [plan] = await plansOf({ aggregate_type: 'agent' }, { limit: 10 });
    assert.match(plan!, /^SEARCH events USING INDEX idx_events_aggregate_type/);
  });
});
