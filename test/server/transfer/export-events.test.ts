import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { MemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { exportEvents } from '../../../server/transfer/export-events.ts';
import { rewarded, stream, updated } from '../stores/example-events.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';

describe('exportEvents', () => {
  const file = temporaryFolder();
  let store: MemoryStore;
  beforeEach(async () => {
    store = new MemoryStore();
    await store.saveEvents([...stream(3_400), updated(1), updated(2)]);
  });

  for (const name of ['events.jsonl', 'events.jsonl.gz', 'events.csv.gz']) {
    it(`goes on where it was interrupted, whatever was half written: ${name}`, async () => {
      await exportEvents(store, file(`whole-${name}`));
      await assert.rejects(
        exportEvents(store, file(name), {
          onProgress: (events) => {
            if (events === 2_000) throw new Error('the plug was pulled');
          },
        }),
        /the plug was pulled/,
      );
      appendFileSync(file(name), 'half a li');
      const seen: number[] = [];
      const result = await exportEvents(store, file(name), { onProgress: (events) => seen.push(events) });
      assert.deepEqual(result, { events: 3_402, resumedAfter: 2_000, incomplete: 0 });
      assert.deepEqual(seen, [3_000, 3_402]);
      assert.ok(readFileSync(file(name)).equals(readFileSync(file(`whole-${name}`))));
      assert.equal(existsSync(file(`${name}.resume`)), false);
    });
  }

  it('does not write over a file that it did not begin', async () => {
    await exportEvents(store, file('events.jsonl'));
    const refused = { code: 'store-failed', message: /exists and was not begun by this export/ };
    await assert.rejects(exportEvents(store, file('events.jsonl')), refused);
    const { events } = await exportEvents(store, file('events.jsonl'), {
      force: true,
      filter: { event_type: 'updated' },
    });
    assert.equal(events, 2);

    const half = { onProgress: () => assert.fail('the plug was pulled') };
    await assert.rejects(exportEvents(store, file('half.jsonl'), half), /plug/);
    await assert.rejects(exportEvents(store, file('half.jsonl'), { filter: { event_type: 'updated' } }), refused);
    rmSync(file('half.jsonl'));
    assert.equal((await exportEvents(store, file('half.jsonl'))).resumedAfter, 0);
  });

  it('writes one stream in its order, and other selections in the order of time', async () => {
    await store.saveEvent(rewarded(3_402, 0, { timestamp: '2020-01-01T00:00:00Z' }));
    await store.saveEvent(rewarded(3_401, 0, { timestamp: '2020-01-02T00:00:00Z' }));
    const versionsIn = async (name: string, filter: object) => {
      await exportEvents(store, file(name), { filter });
      const lines = readFileSync(file(name), 'utf8').trimEnd().split('\n');
      return lines.map((line) => JSON.parse(line).version as number);
    };
    const ofStream = await versionsIn('stream.jsonl', { aggregate_id: 'task-789' });
    assert.deepEqual(
      ofStream,
      Array.from({ length: 3_402 }, (_, n) => n + 1),
    );
    const ofType = await versionsIn('type.jsonl', { event_type: 'completed' });
    assert.deepEqual([ofType.slice(0, 3), ofType.length], [[3_402, 3_401, 1], 3_402]);
    const where = await versionsIn('where.jsonl', { where: "event_data.get('reward', 0) > 339.85" });
    assert.deepEqual(where, [3_399, 3_400]);
  });

  it('writes CSV that a spreadsheet reads and does not run', async () => {
    const odd = new MemoryStore();
    await odd.saveEvent(
      rewarded(1, 0, {
        event_data: { note: 'say "no", twice' },
        user_id: '=HYPERLINK("http://evil.example")',
        event_id: 'e-1',
      }),
    );
    await exportEvents(odd, file('events.csv'));
    await exportEvents(odd, file('events.csv.gz'));
    const text = readFileSync(file('events.csv'), 'utf8');
    assert.equal(gunzipSync(readFileSync(file('events.csv.gz'))).toString(), text);
    assert.equal(
      text,
      '\uFEFFevent_id,aggregate_id,aggregate_type,event_type,event_data,timestamp,version,correlation_id,causation_id,user_id,service_name,metadata\r\n' +
        'e-1,task-789,task,completed,"{""note"": ""say \\""no\\"", twice""}",2025-09-19T13:00:01.006400Z,1,workflow-101,,' +
        '"\'=HYPERLINK(""http://evil.example"")",task_runner,{}\r\n',
    );
  });
});
