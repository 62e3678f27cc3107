import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { openStore } from '../../../../server/stores/open-store.ts';
import { SqliteStore } from '../../../../server/stores/sqlite/sqlite-store.ts';
import { follow } from '../contract/tailing.ts';
import { versions } from '../contract/with-store.ts';
import { rewarded } from '../example-events.ts';
import { makeReferenceDatabase, referenceRows } from '../reference-database.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** How many processes race, and for how many versions. */
const WRITERS = 8;
const VERSIONS = 20;

describe('a SQLite store with several writers', () => {
  const file = temporaryFolder();

  for (const [shape, callers] of [
    ['new', 1],
    ['python', 1],
    ['new', 5],
  ] as const) {
    it(`lets exactly one of eight processes, with ${callers} callers each, win each version of a ${shape} store`, async () => {
      const path = file('events.db');
      if (shape === 'python') makeReferenceDatabase(path, { rows: [] });
      else await (await openStore(path, { readOnly: false })).close();
      const writers = Array.from({ length: WRITERS }, () => startWriter(path, callers));
      await Promise.all(writers.map((writer) => once(writer, 'message')));
      const wins = writers.map(async (writer) => (await once(writer, 'message'))[0] as string[]);
      for (const writer of writers) writer.send('go');
      const acknowledged = (await Promise.all(wins)).flat();
      const store = await openStore(path);
      const stored = await store.getEventsByAggregate('task-789');
      assert.deepEqual(
        versions(stored),
        Array.from({ length: VERSIONS }, (_, n) => n + 1),
      );
      assert.deepEqual(acknowledged.sort(), stored.map((event) => event.event_id).sort());
      await store.close();
    }).timeout(120_000);
  }

  it('is read correctly in WAL mode while a writer is at work, also what was committed a moment ago', async () => {
    const writer = walDatabase(file('wal.db'));
    const store = await openStore(file('wal.db'));
    assert.equal(await store.countStream('agent-123'), 4);
    writer.exec('BEGIN IMMEDIATE');
    insertAgent(writer, 5);
    assert.equal(await store.countStream('agent-123'), 4);
    writer.exec('COMMIT');
    assert.equal(await store.countStream('agent-123'), 5);
    assert.equal((await store.getEventAt('agent-123', 5))?.version, 5);
    await store.close();
    assert.ok(existsSync(file('wal.db-wal')), 'the log belongs to the writer');
    insertAgent(writer, 6);
    writer.close();
  });

  it('leaves no files beside a WAL database that it read alone, and does not change it', async () => {
    walDatabase(file('wal.db')).close();
    const before = readFileSync(file('wal.db'));
    const store = await openStore(file('wal.db'));
    assert.equal(await store.countStream('agent-123'), 4);
    await store.close();
    assert.deepEqual([existsSync(file('wal.db-wal')), existsSync(file('wal.db-shm'))], [false, false]);
    assert.ok(readFileSync(file('wal.db')).equals(before));
  });

  it('tells its followers what another connection wrote', async () => {
    const writer = walDatabase(file('wal.db'));
    const store = await openStore(file('wal.db'));
    const tail = follow(store, { aggregate_id: 'agent-123' }, 2);
    insertAgent(writer, 5);
    insertAgent(writer, 6);
    assert.deepEqual(versions(await tail), [5, 6]);
    await store.close();
    writer.close();
  });

  it('waits for a lock that is given up, and says so about one that is not', async () => {
    makeReferenceDatabase(file('locked.db'));
    const writer = new Database(file('locked.db'));
    const store = await SqliteStore.open(file('locked.db'), { readOnly: false, patience: 1 });
    writer.exec('BEGIN EXCLUSIVE');
    await assert.rejects(store.saveEvent(rewarded(5, 0.5)), {
      code: 'store-busy',
      message: /locked by another program/,
    });
    await assert.rejects(store.countStream('task-789'), { code: 'store-busy' });
    writer.exec('COMMIT');
    assert.equal(await store.countStream('task-789'), 4);
    await store.close();

    const patient = await SqliteStore.open(file('locked.db'), { readOnly: false });
    writer.exec('BEGIN EXCLUSIVE');
    const saved = patient.saveEvent(rewarded(5, 0.5));
    writer.exec('COMMIT');
    await saved;
    assert.equal(await patient.getAggregateVersion('task-789'), 5);
    await patient.close();
    writer.close();
  });
});

function startWriter(path: string, callers: number): ChildProcess {
  return fork(new URL('./racing-writer.ts', import.meta.url), [path, String(VERSIONS), String(callers)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

/** The reference's database in WAL mode, with its writer still open. */
function walDatabase(path: string): Database.Database {
  makeReferenceDatabase(path);
  const writer = new Database(path);
  writer.pragma('journal_mode = WAL');
  return writer;
}

function insertAgent(writer: Database.Database, version: number): void {
  const row = referenceRows().find((candidate) => candidate.aggregate_id === 'agent-123')!;
  writer
    .prepare(
      `INSERT INTO events (id, event_id, aggregate_id, aggregate_type, event_type, event_data, timestamp, version)
       VALUES (?, ?, ?, ?, 'status', '{}', ?, ?)`,
    )
    .run(`row-${version}`, `event-${version}`, row.aggregate_id, row.aggregate_type, row.timestamp, version);
}
