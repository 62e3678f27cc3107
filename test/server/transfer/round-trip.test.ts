import assert from 'node:assert/strict';
import { createReadStream, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { RecordedEvent } from '../../../server/domain/event.ts';
import type { EventStore } from '../../../server/domain/event-store.ts';
import { MemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { openStore } from '../../../server/stores/open-store.ts';
import { readEventLine, toEventLine } from '../../../server/transfer/event-line.ts';
import { exportEvents } from '../../../server/transfer/export-events.ts';
import { type ImportItem, importEvents, type Rejection } from '../../../server/transfer/import-events.ts';
import { itemsOfLines, itemsOfStore } from '../../../server/transfer/import-items.ts';
import { rewarded, stream, updated } from '../stores/example-events.ts';
import { makeReferenceDatabase } from '../stores/reference-database.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';

/** A database of Agent Lightning whose versions do not collide; its payloads are as odd as Python's can be. */
function pythonDatabase(path: string): void {
  makeReferenceDatabase(path);
  const database = new Database(path);
  database.exec(`
    UPDATE events SET version = 3 WHERE event_data = '{"temperature": 0.7}';
    UPDATE events SET event_data = '{' || char(10) || '  "pretty": true,' || char(13, 10) || '  "pretty": 1.50' || char(10) || '}'
      WHERE event_type = 'created';
    UPDATE events SET event_data = '"no object"' WHERE event_type = 'received';
  `);
  database.close();
}

describe('export and import', () => {
  const file = temporaryFolder();

  for (const name of ['events.jsonl', 'events.jsonl.gz']) {
    it(`keep every event of a Python database to the letter, and the order of appending: ${name}`, async () => {
      pythonDatabase(file('python.db'));
      const source = await openStore(file('python.db'));
      const target = await openStore(file('copy.db'), { readOnly: false });
      assert.deepEqual(await exportEvents(source, file(name)), { events: 11, resumedAfter: 0, incomplete: 0 });
      const items = itemsOfLines(createReadStream(file(name)));
      assert.deepEqual(await importEvents(items, target), { imported: 11, skipped: 0, conflicts: 0, rejected: 0 });
      assert.deepEqual(await rowsOf(target), await rowsOf(source));
      const raw = new Database(file('copy.db'), { readonly: true });
      const payload = raw.prepare("SELECT event_data FROM events WHERE event_type = 'created'").pluck().get();
      assert.equal(payload, '{\n  "pretty": true,\r\n  "pretty": 1.50\n}');
      raw.close();
      await Promise.all([source.close(), target.close()]);
    });
  }

  it('copy a store to another without a file between them', async () => {
    pythonDatabase(file('python.db'));
    const source = await openStore(file('python.db'));
    const target = new MemoryStore();
    assert.equal((await importEvents(itemsOfStore(source), target)).imported, 11);
    assert.deepEqual(await rowsOf(target), await rowsOf(source));
    await source.close();
  });

  it('write any payload on one line and read it back to the letter', () => {
    const text = fc.oneof(
      fc.json().map((json) => `{"key": ${json}}`),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '',
        '"a"',
        '{"a": NaN, "b": -Infinity}',
        '{"a":1,\n"a":2}',
        '{"\\ud83e": "\\\\\\""}',
        '{"__proto__": {}}',
        '[]',
      ),
    );
    fc.assert(
      fc.property(text, text, (event_data_text, metadata_text) => {
        const { row } = recorded({ event_data_text, metadata_text });
        const line = toEventLine(new RecordedEvent(row));
        assert.doesNotMatch(line, /[\n\r]/);
        const read = readEventLine(Buffer.from(line).toString()).row;
        assert.deepEqual({ ...read, key: row.key }, row);
      }),
    );
  });

  it('go on where an import was interrupted, and take nothing twice', async () => {
    const source = new MemoryStore();
    await source.saveEvents(stream(2_500));
    await exportEvents(source, file('events.jsonl'));
    const target = new MemoryStore();
    const interrupted = (async function* () {
      for await (const item of itemsOfLines(createReadStream(file('events.jsonl')))) {
        if (item.line === 1_700) throw new Error('the plug was pulled');
        yield item;
      }
    })();
    await assert.rejects(importEvents(interrupted, target), /the plug was pulled/);
    assert.equal(await target.countStream('task-789'), 1_000);
    const seen: number[] = [];
    const counts = await importEvents(itemsOfLines(createReadStream(file('events.jsonl'))), target, {
      onProgress: ({ imported, skipped }) => seen.push(imported + skipped),
    });
    assert.deepEqual(counts, { imported: 1_500, skipped: 1_000, conflicts: 0, rejected: 0 });
    assert.deepEqual(seen, [1_000, 2_000, 2_500]);
    assert.deepEqual(await rowsOf(target), await rowsOf(source));
  });

  it('leave out what the store will not take, say which and why, and take the rest', async () => {
    const store = new MemoryStore();
    await store.saveEvents([rewarded(1, 0.1), updated(1)]);
    const [theirs] = await store.getEventsByAggregate('agent-123');
    const lines = [
      lineOf(rewarded(2, 0.2)),
      '{"event_id": "e-1", "aggregate_id": "task-789"',
      lineOf(rewarded(1, 0.9)),
      '',
      lineOf({ ...theirs!.row, version: 9, event_data: { model: 'another' }, metadata: {} }),
      lineOf({ ...rewarded(3, 0.3), timestamp: 'yesterday' }),
      lineOf({ ...rewarded(3, 0.3), aggregate_id: '' }),
      lineOf(rewarded(3, 0.3)).replace('{"reward": 0.3}', '{"reward": }'),
      lineOf(rewarded(3, 0.3)).replace(/"event_data": .*?}, /, ''),
      lineOf(rewarded(3, 0.3)),
    ];
    const rejections: Rejection[] = [];
    const counts = await importEvents(itemsOfLines(Readable.from([Buffer.from(lines.join('\n'))])), store, {
      onReject: (rejection) => void rejections.push(rejection),
    });
    assert.deepEqual(counts, { imported: 2, skipped: 0, conflicts: 1, rejected: 7 });
    assert.equal(await store.getAggregateVersion('task-789'), 3);
    assert.deepEqual(
      rejections.map(({ line, error }) => [line, error.code]),
      [
        [2, 'bad-json'],
        [3, 'version-conflict'],
        [5, 'duplicate-event'],
        [6, 'invalid-event'],
        [7, 'invalid-event'],
        [8, 'bad-json'],
        [9, 'bad-json'],
      ],
    );
    assert.equal(rejections[0]?.text, lines[1]);
  });

  describe('where another event has the version', () => {
    /** task-789 has other events of the versions 1 and 2; those that come are three. */
    async function imported(store: EventStore, onConflict: 'refuse' | 'skip' | 'renumber') {
      const source = new MemoryStore();
      const attempt = { attempt: 1 };
      await source.saveEvents([rewarded(1, 0.1, { metadata: attempt }), rewarded(2, 0.2), rewarded(3, 0.3)]);
      const rejections: Rejection[] = [];
      const onReject = (rejection: Rejection) => void rejections.push(rejection);
      // The ids of the example's events are made anew each time: the second import must bring the same.
      const items = (await Array.fromAsync(itemsOfStore(source))).map((item, index) => ({
        ...item,
        event: new RecordedEvent({ ...(item.event as RecordedEvent).row, event_id: `theirs-${index + 1}` }),
      }));
      const all = async function* () {
        yield* items;
      };
      return { counts: await importEvents(all(), store, { onConflict, onReject }), rejections };
    }
    const ours = [rewarded(1, 0.7), rewarded(2, 0.8)];
    const streamOf = async (store: EventStore) =>
      (await store.getEventsByAggregate('task-789')).map(
        ({ version, row }) => `${version} ${row.event_data_text} ${row.metadata_text}`,
      );
    let store: MemoryStore;
    beforeEach(async () => {
      store = new MemoryStore();
      await store.saveEvents(ours);
    });

    it('refuse: tell of each that is left out', async () => {
      const { counts, rejections } = await imported(store, 'refuse');
      assert.deepEqual(counts, { imported: 1, skipped: 0, conflicts: 2, rejected: 2 });
      assert.deepEqual(
        rejections.map(({ line, error }) => [line, error.code]),
        [
          [1, 'version-conflict'],
          [2, 'version-conflict'],
        ],
      );
    });

    it('skip: leave them out and count them', async () => {
      const { counts, rejections } = await imported(store, 'skip');
      assert.deepEqual([counts, rejections], [{ imported: 1, skipped: 0, conflicts: 2, rejected: 0 }, []]);
      assert.equal((await streamOf(store)).at(-1), '3 {"reward": 0.3} {}');
    });

    it('renumber: append them in their order, with the version that they had; once', async () => {
      const { counts } = await imported(store, 'renumber');
      assert.deepEqual(counts, { imported: 3, skipped: 0, conflicts: 3, rejected: 0 });
      const stream = await streamOf(store);
      assert.deepEqual(stream.slice(2), [
        '3 {"reward": 0.1} {"attempt": 1, "original_version": 1}',
        '4 {"reward": 0.2} {"original_version": 2}',
        '5 {"reward": 0.3} {"original_version": 3}',
      ]);
      assert.deepEqual((await imported(store, 'renumber')).counts, {
        imported: 0,
        skipped: 3,
        conflicts: 0,
        rejected: 0,
      });
      assert.deepEqual(await streamOf(store), stream);
    });
  });

  it('end at what is wrong with the file or the store as a whole', async () => {
    const readOnly = new MemoryStore({ readOnly: true });
    const items = async function* (): AsyncGenerator<ImportItem> {
      yield { line: 1, text: '', event: recorded({}) };
    };
    await assert.rejects(importEvents(items(), readOnly), { code: 'read-only-store' });
    const read = async (bytes: Buffer) => Array.fromAsync(itemsOfLines(Readable.from([bytes])));
    await assert.rejects(read(Buffer.from([0x7b, 0xff, 0x7d])), { code: 'bad-json', message: /no UTF-8/ });
    const store = new MemoryStore();
    await store.saveEvents(stream(50));
    await exportEvents(store, file('events.jsonl.gz'));
    const whole = readFileSync(file('events.jsonl.gz'));
    await assert.rejects(read(whole.subarray(0, 100)), { code: 'bad-json', message: /cannot be read to their end/ });
    assert.equal((await read(whole)).length, 50);
    assert.equal(gunzipSync(whole).toString().split('\n').length, 51);
  });
});

async function rowsOf(store: EventStore): Promise<object[]> {
  const { events } = await store.readAll({ limit: 10_000 });
  return events.map(({ row }) => ({ ...row, key: row.key.version }));
}

function recorded(fields: object): RecordedEvent {
  const { event_data: _, metadata: __, ...names } = rewarded(1, 0.5);
  const row = { ...names, event_data_text: '{}', metadata_text: '{}', key: { version: 1, tie: 1 }, ...fields };
  return new RecordedEvent(row);
}

function lineOf(event: object): string {
  const { event_data, metadata, ...names } = { event_data: {}, metadata: {}, ...event };
  const payloads = {
    event_data_text: JSON.stringify(event_data).replaceAll(':', ': '),
    metadata_text: JSON.stringify(metadata),
  };
  return toEventLine(recorded({ ...names, ...payloads }));
}
