import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import Database from 'better-sqlite3';
import { openStore } from '../../../../server/stores/open-store.ts';
import { makeReferenceDatabase } from '../reference-database.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const BATCH = 500;

describe('a SQLite store whose writer is killed', () => {
  const file = temporaryFolder();

  for (const shape of ['new', 'python'] as const) {
    it(`has every acknowledged batch whole, and no other in part, in a ${shape} store`, async () => {
      const path = file('events.db');
      if (shape === 'python') makeReferenceDatabase(path, { rows: [] });
      else await (await openStore(path, { readOnly: false })).close();
      const acknowledged: number[] = [];
      for (const batches of [1, 2, 4]) acknowledged.push(...(await killAfter(path, batches)));
      const store = await openStore(path, { readOnly: false });
      const found = new Map<number, number>();
      let last = 0;
      for await (const event of store.replayEvents('task-789')) {
        assert.equal(event.version, ++last);
        const batch = Number(event.event_data.batch);
        found.set(batch, (found.get(batch) ?? 0) + 1);
      }
      assert.deepEqual([...new Set(found.values())], [BATCH]);
      const lost = acknowledged.filter((batch) => !found.has(batch));
      assert.deepEqual(lost, []);
      // What was written whole, but not yet acknowledged when its writer died: at most one batch a writer.
      assert.ok(found.size - acknowledged.length <= 3, `${found.size} batches, ${acknowledged.length} acknowledged`);
      await store.close();
      const database = new Database(path);
      assert.equal(database.pragma('integrity_check', { simple: true }), 'ok');
      database.close();
    }).timeout(120_000);
  }
});

describe('a SQLite store whose many callers are killed', () => {
  const file = temporaryFolder();

  it('has every event that was acknowledged', async () => {
    const path = file('events.db');
    await (await openStore(path, { readOnly: false })).close();
    const writer = fork(new URL('./calling-writer.ts', import.meta.url), [path, '50'], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const acknowledged: string[] = [];
    writer.on('message', (id: string) => {
      acknowledged.push(id);
      if (acknowledged.length === 500) writer.kill('SIGKILL');
    });
    await Promise.all([once(writer, 'close'), once(writer, 'disconnect')]);
    const store = await openStore(path);
    for (const id of acknowledged) assert.ok(await store.getEvent(id), id);
    for (let caller = 0; caller < 50; caller++) {
      const stored = await store.getEventsByAggregate(`task-${caller}`);
      assert.equal(stored.at(-1)?.version ?? 0, stored.length);
    }
    await store.close();
  }).timeout(60_000);
});

/** Lets a process write batches, and kills it in the middle of the one after the n-th. Resolves with those it acknowledged. */
async function killAfter(path: string, batches: number): Promise<number[]> {
  const writer = fork(new URL('./batch-writer.ts', import.meta.url), [path, String(BATCH)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const acknowledged: number[] = [];
  writer.on('message', (batch: number) => {
    acknowledged.push(batch);
    if (acknowledged.length === batches) writer.kill('SIGKILL');
  });
  await Promise.all([once(writer, 'close'), once(writer, 'disconnect')]);
  assert.equal(writer.signalCode, 'SIGKILL');
  return acknowledged;
}
