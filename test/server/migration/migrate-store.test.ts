import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import type { EventStore } from '../../../server/domain/event-store.ts';
import { type MigrationOptions, migrateStore, surveyStore } from '../../../server/migration/migrate-store.ts';
import { createRegistry } from '../../../server/schemas/schema-registry.ts';
import { MemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { openStore } from '../../../server/stores/open-store.ts';
import { readEventLine } from '../../../server/transfer/event-line.ts';
import { agentEvents, longLife } from '../../support/agent-stream.ts';
import { pythonVersion } from '../domain/expressions/cpython/python.ts';
import { makeReferenceDatabase, naiveTime, type ReferenceRow } from '../stores/reference-database.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';

/** A database that Python writes; with `faults` everything is wrong with it that can be. */
function writtenByPython(file: string, kind: 'sound' | 'faults'): void {
  const script = path.join(import.meta.dirname, 'write-database.py');
  const { status, stderr } = spawnSync('python3', [script, file, kind], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
}

async function migrated(from: string, to: string, options: MigrationOptions = {}) {
  const [source, target] = [await openStore(from), await openStore(to, { readOnly: false })];
  const setAside: string[] = [];
  try {
    const report = await migrateStore(source, target, { ...options, onSetAside: (line) => void setAside.push(line) });
    return { report, setAside };
  } finally {
    await Promise.all([source.close(), target.close()]);
  }
}

/** What lies in the table, in the order of appending. */
function rowsOf(file: string, columns: string): unknown[] {
  const database = new Database(file, { readonly: true });
  const rows = database.prepare(`SELECT ${columns} FROM events ORDER BY rowid`).raw().all();
  database.close();
  return rows;
}

async function streamOf(file: string, aggregateId: string): Promise<string[]> {
  const store = await openStore(file);
  const events = await store.getEventsByAggregate(aggregateId);
  await store.close();
  return events.map(
    ({ version, event_type, row }) => `${version} ${event_type} ${row.event_data_text} ${row.metadata_text}`,
  );
}

const FIELDS =
  'event_id, aggregate_id, aggregate_type, event_type, event_data, version, correlation_id, causation_id, user_id, service_name';

describe('Migrating a store', () => {
  const file = temporaryFolder();
  before(function () {
    if (pythonVersion() === undefined) this.skip();
  });

  it('brings a database that Python wrote into our form, to the letter, with its snapshots, and leaves it alone', async () => {
    writtenByPython(file('old.db'), 'sound');
    const before = hashOf(file('old.db'));
    const { report, setAside } = await migrated(file('old.db'), file('new.db'));
    assert.equal(hashOf(file('old.db')), before);
    assert.deepEqual([report.events, report.copied, report.setAside.count, setAside.length], [5, 5, 0, 0]);
    assert.deepEqual(report.spellings, { bare: 4, qualified: 1 });
    assert.deepEqual(report.snapshots, { copied: 1, leftBehind: { count: 0, examples: [] } });
    assert.deepEqual(report.inspection?.timeForms, [{ example: '2025-09-19 05:26:57.006400', rows: 5 }]);
    assert.deepEqual(rowsOf(file('new.db'), `${FIELDS}, timestamp`), rowsOf(file('old.db'), `${FIELDS}, timestamp`));
    assert.deepEqual(rowsOf(file('new.db'), 'event_metadata'), rowsOf(file('old.db'), 'metadata'));
    const store = await openStore(file('new.db'));
    assert.deepEqual(store.remarks, []);
    assert.equal((await store.getLatestSnapshot('agent-123'))?.version, 2);
    await store.close();
  });

  it('copies nothing until it is said what becomes of repeated versions and foreign columns', async () => {
    writtenByPython(file('old.db'), 'faults');
    await assert.rejects(migrated(file('old.db'), file('new.db')), {
      code: 'invalid-event',
      message:
        /^Nothing was copied\. Several events share a version in the stream of agent-123: .*--renumber\. .*tenant_id \(5 rows\); .*--drop-columns\.$/,
    });
    assert.deepEqual(rowsOf(file('new.db'), 'event_id'), []);
    const source = await openStore(file('old.db'));
    const report = await surveyStore(source);
    assert.equal(report.obstacles.length, 2);
    assert.deepEqual(report.inspection?.repeatedVersions, [{ aggregate_id: 'agent-123', events: 1 }]);
    assert.deepEqual([report.events, report.copied], [13, 9]);
    assert.deepEqual(report.setAside, {
      count: 4,
      examples: [
        "task-789 version 4 (00000000-0000-0000-0000-000000000009): event_data is not JSON: Expected ',' or '}' at offset 14",
        "task-789 version 0 (00000000-0000-0000-0000-00000000000a): version is 'five', not an integer below 2^53",
        'task-790 version 1 (no id): event_id is NULL',
        'task-791 version 2 (00000000-0000-0000-0000-00000000000c): another event has its event_id',
      ],
    });
    await source.close();
  });

  it('renumbers in the order of time and keeps the old version, and sets aside what cannot be copied', async () => {
    writtenByPython(file('old.db'), 'faults');
    const { report, setAside } = await migrated(file('old.db'), file('new.db'), { renumber: true, dropColumns: true });
    assert.deepEqual([report.events, report.copied, report.renumbered, report.setAside.count], [13, 9, 2, 4]);
    assert.deepEqual((await streamOf(file('new.db'), 'agent-123')).slice(2), [
      '3 updated {"temperature": 0.2} {"attempt": 1.50}',
      '4 updated {"temperature": 0.3} {"original_version": 3}',
      '5 updated {"temperature": 0.4} {"original_version": 4}',
    ]);
    // Nothing is lost: every payload is in the copy or set aside, with the text that it had.
    const kept = rowsOf(file('new.db'), 'event_data').flat();
    const left = setAside.map((line) => readEventLine(line).row.event_data_text);
    assert.deepEqual([...kept, ...left].sort(), rowsOf(file('old.db'), 'event_data').flat().sort());
    assert.match(
      setAside[0]!,
      /^{"problem": "task-789 version 4 .*", "event_id": "00000000-0000-0000-0000-000000000009", /,
    );
    assert.deepEqual(report.snapshots, {
      copied: 1,
      leftBehind: {
        count: 3,
        examples: [
          'agent-123 version 1: it names no such event as its last event, which is 00000000-0000-0000-0000-000000000001',
          'agent-123 version 4: its stream is another in the copy',
          'a snapshot that cannot be read, or of an aggregate without events',
        ],
      },
    });
  });

  it('moves only the versions that it must: gaps stay', async () => {
    const versions = [1, 3, 3, 4, 9, 9];
    const rows = versions.map((version, index) => toRow({ ...IDLE, version, second: index }, index));
    makeReferenceDatabase(file('old.db'), { rows });
    const { report } = await migrated(file('old.db'), file('new.db'), { renumber: true });
    assert.deepEqual(rowsOf(file('new.db'), 'version').flat(), [1, 3, 4, 5, 9, 10]);
    assert.equal(report.renumbered, 3);
  });

  it('gives ids to events that have none, the same in every run', async () => {
    writtenByPython(file('old.db'), 'faults');
    const options = { renumber: true, dropColumns: true, makeIds: true };
    const { report } = await migrated(file('old.db'), file('a.db'), options);
    await migrated(file('old.db'), file('b.db'), options);
    assert.equal(report.madeIds, 1);
    const id = "SELECT event_id FROM events WHERE aggregate_id = 'task-790'";
    const [a, b] = ['a.db', 'b.db'].map((name) =>
      new Database(file(name), { readonly: true }).prepare(id).pluck().get(),
    );
    assert.match(String(a), /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(a, b);
  });

  it('goes on where it was interrupted, and ends with the same copy', async () => {
    const source = new MemoryStore();
    await source.saveEvents(longLife(2_500));
    const target = await openStore(file('new.db'), { readOnly: false });
    const pulled = new Error('the plug was pulled');
    const interrupted = migrateStore(source, target, {
      onProgress: ({ events }) => {
        if (events === 2_000) throw pulled;
      },
    });
    await assert.rejects(interrupted, pulled);
    assert.equal(await target.countEvents({}), 2_000);
    await assert.rejects(migrateStore(source, target), { message: /holds events: .*--resume/ });
    const { copied } = await migrateStore(source, target, { resume: true });
    assert.equal(copied, 2_500);
    assert.deepEqual(await linesOf(target), await linesOf(source));
    await target.close();
  });

  it('goes on after it was killed', async () => {
    const rows = Array.from({ length: 2_500 }, (_, index) =>
      toRow({ ...IDLE, version: index + 1, second: index % 50 }, index),
    );
    makeReferenceDatabase(file('old.db'), { rows: [...rows, toRow({ ...IDLE, version: 2_499, second: 51 }, 2_500)] });
    const script = path.join(import.meta.dirname, 'migrating-process.ts');
    const migrating = spawn(process.execPath, [script, file('old.db'), file('new.db')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(migrating.stdout, 'data');
    const ended = once(migrating, 'exit');
    migrating.kill('SIGKILL');
    assert.deepEqual(await ended, [null, 'SIGKILL']);
    const { report } = await migrated(file('old.db'), file('new.db'), { renumber: true, resume: true });
    assert.deepEqual([report.copied, report.renumbered], [2_501, 2]);
    const versions = Array.from({ length: 2_501 }, (_, index) => index + 1);
    assert.deepEqual(rowsOf(file('new.db'), 'version').flat(), versions);
  }).timeout(60_000);

  it('notices a copy that is not what it must be', async () => {
    const source = new MemoryStore();
    await source.saveEvents(agentEvents());
    const target = new MemoryStore();
    Object.defineProperty(target, 'address', { value: 'memory:copy' });
    const [first] = agentEvents();
    await target.saveEvent({ ...first!, aggregate_id: 'agent-000', event_id: 'a stranger' });
    await assert.rejects(migrateStore(source, target, { resume: true }), {
      code: 'store-failed',
      message: /^The check of memory:copy failed: it holds 9 events where 8 must be/,
    });
  });

  it('refuses a target that is the source, or that does not keep versions unique', async () => {
    makeReferenceDatabase(file('old.db'), { rows: [] });
    makeReferenceDatabase(file('other.db'), { rows: [] });
    await assert.rejects(migrated(file('old.db'), file('old.db')), { message: /name another store/ });
    await assert.rejects(migrated(file('old.db'), file('other.db')), { message: /does not keep versions unique/ });
  });

  it('spells types as wanted, lifts payloads, and tells what does not match its schema', async () => {
    writtenByPython(file('old.db'), 'sound');
    const { report } = await migrated(file('old.db'), file('new.db'), {
      types: 'qualified',
      registry: createRegistry([
        { type: 'task.completed', version: 2, schema: { properties: { score: { maximum: 0.9 } } } },
      ]),
      lift: async (events) =>
        events.map((event) => {
          if (event.event_type !== 'task.completed') return event;
          const { reward } = event.event_data;
          if (reward === 0.9)
            return event.lifted(event.event_data, { from: 1, to: 2, problem: 'an upcaster failed: no' });
          return event.lifted({ score: reward! }, { from: 1, to: 2 });
        }),
    });
    assert.deepEqual(await streamOf(file('new.db'), 'task-789'), [
      '1 task.completed {"score": 0.2} {"schema_version": 2}',
      '2 task.completed {"reward": 0.9} {}',
      '3 task.completed {"score": 1.0} {"schema_version": 2}',
    ]);
    assert.deepEqual([report.lifted, report.notLifted.count, report.violations.count], [2, 1, 1]);
    assert.match(
      report.violations.examples[0]!,
      /^task-789 version 3 .*task\.completed\.v2\.json: score: 1 is greater than 0\.9/,
    );
  });

  it('keeps the text of every payload, whatever was written, and the order of every stream', async () => {
    const row = fc.record({
      aggregate_id: fc.constantFrom('agent-123', 'task-789'),
      event_data: fc.oneof(
        fc.json().map((json) => `{"key": ${json}}`),
        fc.constantFrom(
          '{"a":1,\n "a": 1.50}',
          '{"a": NaN}',
          '{"\\ud83e": 1e400}',
          '[]',
          'no JSON',
          '',
          '{"__proto__": {}}',
        ),
      ),
      version: fc.integer({ min: 1, max: 4 }),
      second: fc.integer({ min: 1, max: 50 }),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (rows) => {
        const [from, to] = [file(`old-${++run}.db`), file(`new-${run}.db`)];
        makeReferenceDatabase(from, { shape: run % 2 ? 'bare' : 'python', rows: rows.map(toRow) });
        const { setAside } = await migrated(from, to, { renumber: true });
        const kept = rowsOf(to, 'event_data').flat();
        const left = setAside.map((line) => readEventLine(line).row.event_data_text);
        assert.deepEqual([...kept, ...left].sort(), rows.map(({ event_data }) => event_data).sort());
        const sound = rows
          .map((each, index) => ({ ...each, id: toRow(each, index).event_id }))
          .filter(({ event_data }) => /^{/.test(event_data));
        for (const id of ['agent-123', 'task-789']) {
          const expected = sound
            .filter((each) => each.aggregate_id === id)
            .sort((a, b) => a.version - b.version || a.second - b.second);
          const found = new Database(to, { readonly: true })
            .prepare('SELECT event_id FROM events WHERE aggregate_id = ? ORDER BY version')
            .pluck()
            .all(id);
          assert.deepEqual(
            found,
            expected.map((each) => each.id),
          );
        }
      }),
      { seed: 20_250_919, numRuns: 30 },
    );
  }).timeout(60_000);
});

function toRow(
  {
    aggregate_id,
    event_data,
    version,
    second,
  }: { aggregate_id: string; event_data: string; version: number; second: number },
  index: number,
): ReferenceRow {
  return {
    event_id: `event-${index}`,
    aggregate_id,
    aggregate_type: aggregate_id.split('-')[0]!,
    event_type: 'updated',
    event_data,
    timestamp: naiveTime(second),
    version,
  };
}

const IDLE = { aggregate_id: 'agent-123', event_data: '{"status": "idle"}' };

async function linesOf(store: EventStore): Promise<string[]> {
  const { events } = await store.readAll({ limit: 10_000 });
  return events.map((event) => event.toJsonText());
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
