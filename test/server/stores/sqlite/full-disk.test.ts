import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { isDomainError } from '../../../../server/domain/errors.ts';
import { toEventRow } from '../../../../server/stores/event-to-row.ts';
import { appendEvents } from '../../../../server/stores/sqlite/append-events.ts';
import { SqliteDatabase } from '../../../../server/stores/sqlite/database.ts';
import { GroupCommit } from '../../../../server/stores/sqlite/group-commit.ts';
import { openDatabase } from '../../../../server/stores/sqlite/open-database.ts';
import { stream } from '../example-events.ts';
import { makeReferenceDatabase } from '../reference-database.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** Mounts a file system of two megabytes on $1, in a namespace of its own, and runs the rest there. */
const ON_A_SMALL_DISK = 'mount -t tmpfs -o size=2m none "$1" && folder="$1" && shift && exec "$@"';

describe('a SQLite store on a full disk', () => {
  const file = temporaryFolder();

  for (const shape of ['new', 'python'] as const) {
    it(`says so, keeps what it took, and can still be read: a ${shape} store`, function () {
      this.timeout(60_000);
      const disk = file('disk');
      mkdirSync(disk);
      const probe = spawnSync('unshare', ['-rm', 'sh', '-c', ON_A_SMALL_DISK, 'sh', disk, 'true'], {
        encoding: 'utf8',
      });
      if (probe.status !== 0) {
        console.log(`        skipped: no file system can be mounted here: ${probe.stderr ?? probe.error?.message}`);
        return this.skip();
      }
      const setUp = shape === 'python' ? ['cp', file('python.db'), `${disk}/events.db`] : ['true'];
      makeReferenceDatabase(file('python.db'), { rows: [] });
      const mounted = 'set -e; "$@"; exec "$NODE" "$WRITER" "$DISK/events.db"';
      const { stdout, stderr } = spawnSync(
        'unshare',
        ['-rm', 'sh', '-c', ON_A_SMALL_DISK, 'sh', disk, 'sh', '-c', mounted, 'sh', ...setUp],
        {
          encoding: 'utf8',
          env: {
            ...process.env,
            NODE: process.execPath,
            WRITER: fileURLToPath(new URL('./filling-writer.ts', import.meta.url)),
            DISK: disk,
          },
        },
      );
      assert.equal(stderr, '');
      const { taken, code, message, readable, readableLater } = JSON.parse(stdout);
      assert.ok(taken > 0);
      assert.deepEqual(
        [code, message],
        ['store-failed', `The disk that holds ${disk}/events.db is full: nothing was written`],
      );
      assert.deepEqual([readable, readableLater], [taken, taken]);
    });
  }

  // Everywhere, also where nothing can be mounted: SQLite's own limit makes it give the same answer as a full disk.
  it('refuses a batch whole when there is no page left', async () => {
    const { connection, shape } = await openDatabase(file('events.db'), { readOnly: false });
    const db = new SqliteDatabase(connection, file('events.db'), shape);
    const rows = (length: number) => stream(length).map((event) => toEventRow(event));
    const writes = new GroupCommit(db, () => {});
    await writes.run(3, () => appendEvents(db, rows(3)));
    connection.pragma(`max_page_count = ${connection.pragma('page_count', { simple: true })}`);
    const more = rows(3_000).slice(3);
    await assert.rejects(
      writes.run(more.length, () => appendEvents(db, more)),
      (error) => isDomainError(error, 'store-failed') && /is full: nothing was written/.test(error.message),
    );
    assert.equal(db.get<{ n: number }>('SELECT count(*) AS n FROM events')?.n, 3);
    connection.close();
    const later = new Database(file('events.db'), { readonly: true });
    assert.equal(later.pragma('integrity_check', { simple: true }), 'ok');
    later.close();
  });
});
