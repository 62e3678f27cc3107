import assert from 'node:assert/strict';
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { openStore } from '../../../../server/stores/open-store.ts';
import { SqliteStore } from '../../../../server/stores/sqlite/sqlite-store.ts';
import { versions } from '../contract/with-store.ts';
import { rewarded, stream } from '../example-events.ts';
import { makeReferenceDatabase } from '../reference-database.ts';
import { temporaryFolder } from '../temporary-folder.ts';

describe('a SQLite database in a hostile place', () => {
  const file = temporaryFolder();

  it('that another program keeps locked is opened, read and written when the lock is given up', async () => {
    makeReferenceDatabase(file('locked.db'));
    const release = await lock(file('locked.db'));
    const opening = SqliteStore.open(file('locked.db'), { readOnly: false, patience: 60_000 });
    release();
    const store = await opening;
    const releaseAgain = await lock(file('locked.db'));
    const [read, written] = [store.countStream('task-789'), store.saveEvent(rewarded(5, 0.5))];
    releaseAgain();
    await written;
    assert.ok([4, 5].includes(await read));
    assert.equal(await store.countStream('task-789'), 5);
    await store.close();
  }).timeout(60_000);

  it('that grows while it is replayed gives every event once and in order', async () => {
    const path = file('events.db');
    await (await openStore(path, { readOnly: false })).close();
    const writer = fork(new URL('./batch-writer.ts', import.meta.url), [path, '600']);
    await once(writer, 'message');
    const store = await openStore(path);
    let last = 0;
    for await (const event of store.replayEvents('task-789')) {
      assert.equal(event.version, ++last);
      if (last === 3_000) writer.kill('SIGKILL');
      else if (last < 3_000 && last % 600 === 1) await once(writer, 'message');
    }
    assert.ok(last >= 3_000, `${last} events`);
    assert.equal(last % 600, 0);
    await store.close();
  }).timeout(60_000);

  describe('in WAL mode, in a folder that may not be written', () => {
    for (const left of ['nothing beside it', 'a log beside it']) {
      it(`is read from a copy: ${left}`, () => {
        const folder = walFolder(left === 'a log beside it');
        const before = [readdirSync(folder), readFileSync(path.join(folder, 'events.db'))];
        mkdirSync(file('tmp'));
        chmodSync(file('tmp'), 0o777);
        chmodSync(folder, 0o555);
        chmodSync(path.join(folder, 'events.db'), 0o444);
        const found = readAsStranger(path.join(folder, 'events.db'), { TMPDIR: file('tmp') });
        assert.deepEqual(found.versions, [1, 2, 3, 4, 5]);
        assert.match(found.remarks?.[0] ?? '', /is read from a copy, because SQLite would have to write to its folder/);
        chmodSync(folder, 0o755);
        assert.deepEqual([readdirSync(folder), readFileSync(path.join(folder, 'events.db'))], before);
        assert.deepEqual(readdirSync(file('tmp')), [], 'the copy is gone');
      }).timeout(30_000);
    }

    it('says what to do about a file that may not be read', () => {
      const folder = walFolder(false);
      chmodSync(path.join(folder, 'events.db'), 0);
      const found = readAsStranger(path.join(folder, 'events.db'));
      assert.equal(found.code, 'store-failed');
      assert.match(found.message ?? '', /cannot be opened: check that you may read the file/);
    }).timeout(30_000);
  });

  for (const mode of ['DELETE', 'WAL']) {
    it(`on a file system that may only be read is read: in ${mode} mode`, function () {
      this.timeout(30_000);
      makeReferenceDatabase(file('events.db'));
      const database = new Database(file('events.db'));
      database.pragma(`journal_mode = ${mode}`);
      database.close();
      if (!canMount(file(''))) return this.skip();
      const found = readOnReadOnlyDisk(file(''), file('events.db'));
      assert.deepEqual(found.versions, [1, 2, 3, 4]);
      assert.equal(/is read from a copy/.test(found.remarks?.join() ?? ''), mode === 'WAL');
    });
  }

  it('that may only be read takes no events, and says why', async () => {
    await fill(file('events.db'));
    chmodSync(file(''), 0o555);
    chmodSync(file('events.db'), 0o444);
    const asRoot = process.getuid?.() === 0;
    const store = await openStore(file('events.db'), { readOnly: asRoot });
    await assert.rejects(store.saveEvent(rewarded(6, 0.6)), { code: 'read-only-store' });
    assert.equal(await store.countStream('task-789'), 5);
    await store.close();
    chmodSync(file(''), 0o755);
  });

  it('with a transaction that a crash left half done is read as it was before, and left as it is', async () => {
    makeReferenceDatabase(file('whole.db'));
    const writer = new Database(file('whole.db'));
    // A small cache makes SQLite write to the file before the transaction ends.
    writer.pragma('cache_size = 5');
    writer.exec(`
      BEGIN IMMEDIATE;
      WITH RECURSIVE n(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < 3000)
      INSERT INTO events (id, event_id, aggregate_id, aggregate_type, event_type, event_data, timestamp, version)
      SELECT n, 'e-' || n, 'task-789', 'task', 'completed', '{}', '2025-09-19 06:00:00', n + 4 FROM n;
    `);
    for (const part of ['', '-journal']) copyFileSync(file(`whole.db${part}`), file(`crashed.db${part}`));
    writer.close();
    const before = readFileSync(file('crashed.db'));
    const store = await openStore(file('crashed.db'));
    assert.deepEqual(versions(await store.getEventsByAggregate('task-789')), [1, 2, 3, 4]);
    assert.match(store.remarks[0] ?? '', /is read from a copy/);
    await store.close();
    assert.ok(readFileSync(file('crashed.db')).equals(before));

    const owner = await openStore(file('crashed.db'), { readOnly: false });
    await owner.saveEvent(rewarded(5, 0.5));
    await owner.close();
    const later = await openStore(file('crashed.db'));
    assert.deepEqual(versions(await later.getEventsByAggregate('task-789')), [1, 2, 3, 4, 5]);
    assert.doesNotMatch(later.remarks.join(), /copy/);
    await later.close();
  });

  for (const readOnly of [true, false]) {
    it(`that is deleted or replaced while it is open says so, opened ${readOnly ? 'to read' : 'to write'}`, async () => {
      await fill(file('events.db'));
      const store = await openStore(file('events.db'), { readOnly });
      renameSync(file('events.db'), file('away.db'));
      await assert.rejects(store.countStream('task-789'), {
        code: 'store-failed',
        message: /events\.db was deleted or moved after it was opened: put it back, then open it again/,
      });
      if (!readOnly) await assert.rejects(store.saveEvent(rewarded(6, 0.6)), { code: 'store-failed' });
      await fill(file('events.db'));
      await assert.rejects(store.readStream('task-789', { limit: 10 }), {
        code: 'store-failed',
        message: /events\.db was replaced by another file after it was opened: open it again to see that one/,
      });
      rmSync(file('events.db'));
      renameSync(file('away.db'), file('events.db'));
      assert.equal(await store.countStream('task-789'), 5);

      // Who has just read is told a moment later; who writes, at once.
      renameSync(file('events.db'), file('away.db'));
      if (!readOnly) await assert.rejects(store.saveEvent(rewarded(6, 0.6)), { code: 'store-failed' });
      await wait(200);
      await assert.rejects(store.countStream('task-789'), { code: 'store-failed' });
      renameSync(file('away.db'), file('events.db'));
      assert.equal(await store.countStream('task-789'), 5);
      await store.close();
    });
  }

  /** A folder with a database in WAL mode that holds five events; with a log, the last of them is there only. */
  function walFolder(withLog: boolean): string {
    const folder = file('wal');
    mkdirSync(folder);
    chmodSync(file(''), 0o755);
    makeReferenceDatabase(file('made.db'));
    const writer = new Database(file('made.db'));
    writer.pragma('journal_mode = WAL');
    const insert = writer.prepare(
      `INSERT INTO events (id, event_id, aggregate_id, aggregate_type, event_type, event_data, timestamp, version)
       VALUES ('e-5', 'e-5', 'task-789', 'task', 'completed', '{}', '2025-09-19 06:00:00', 5)`,
    );
    if (withLog) insert.run();
    for (const part of withLog ? ['', '-wal'] : [])
      copyFileSync(file(`made.db${part}`), path.join(folder, `events.db${part}`));
    if (!withLog) insert.run();
    writer.close();
    if (!withLog) copyFileSync(file('made.db'), path.join(folder, 'events.db'));
    return folder;
  }
});

async function fill(path: string): Promise<void> {
  const store = await openStore(path, { readOnly: false });
  await store.saveEvents(stream(5));
  await store.close();
}

/** Locks the database in another process; resolves with the way to give the lock up. */
async function lock(path: string): Promise<() => void> {
  const holder = fork(new URL('./lock-holder.ts', import.meta.url), [path]);
  await once(holder, 'message');
  return () => holder.send('go');
}

const reader = fileURLToPath(new URL('./reading-stranger.ts', import.meta.url));

/** Reads in a process that may not do everything: root may, so there it runs as nobody. */
function readAsStranger(
  path: string,
  env: NodeJS.ProcessEnv = {},
): { versions?: number[]; remarks?: string[]; code?: string; message?: string } {
  const rights = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const { stdout, stderr } = spawnSync(process.execPath, [reader, path], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    ...rights,
  });
  assert.equal(stderr, '');
  return JSON.parse(stdout);
}

/** Mounts $1 read-only over itself, in a namespace of its own, and runs the rest there. */
const ON_A_READ_ONLY_DISK =
  'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && ! touch "$1/x" 2>/dev/null && shift && exec "$@"';

function onReadOnlyDisk(folder: string, ...command: string[]) {
  return spawnSync('unshare', ['-rm', 'sh', '-c', ON_A_READ_ONLY_DISK, 'sh', folder, ...command], { encoding: 'utf8' });
}

function canMount(folder: string): boolean {
  const { status, stderr, error } = onReadOnlyDisk(folder, 'true');
  if (status !== 0) console.log(`        skipped: no file system can be mounted here: ${stderr ?? error?.message}`);
  return status === 0;
}

function readOnReadOnlyDisk(folder: string, path: string): ReturnType<typeof readAsStranger> {
  const { stdout, stderr } = onReadOnlyDisk(folder, process.execPath, reader, path);
  assert.equal(stderr, '');
  return JSON.parse(stdout);
}
