import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { openStore } from '../../../server/stores/open-store.ts';
import { rewarded, stream } from './example-events.ts';
import { makeReferenceDatabase } from './reference-database.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('openStore', () => {
  const file = temporaryFolder();

  async function refuses(name: string, code: string, message: RegExp, readOnly = true): Promise<void> {
    await assert.rejects(openStore(file(name), { readOnly }), { code, message });
  }

  it('makes a new store when it may write, and opens it again read-only', async () => {
    const made = await openStore('events.db', { readOnly: false, baseFolder: file('') });
    await made.saveEvents(stream(3));
    await made.close();
    const store = await openStore(`sqlite:///${file('events.db')}`);
    assert.equal(store.address, `sqlite:${file('events.db')}`);
    assert.equal(await store.countStream('task-789'), 3);
    await assert.rejects(store.saveEvent(rewarded(4, 0.4)), { code: 'read-only-store', message: /readOnly: false/ });
    assert.deepEqual(store.remarks, []);
    await store.close();
  });

  it('opens a store in memory', async () => {
    const store = await openStore('memory:', { readOnly: false });
    await store.saveEvent(rewarded(1, 0.5));
    assert.equal(store.address, 'memory:');
  });

  it('makes the tables and indexes that the document names, in WAL mode', async () => {
    await (await openStore(file('events.db'), { readOnly: false })).close();
    const database = new Database(file('events.db'), { readonly: true });
    const names = database.prepare('SELECT name FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name').pluck().all();
    assert.deepEqual(names, [
      'event_snapshots',
      'events',
      'idx_events_aggregate_id',
      'idx_events_aggregate_type',
      'idx_events_causation_id',
      'idx_events_correlation_id',
      'idx_events_event_type',
      'idx_events_timestamp',
      'ux_events_aggregate_id_version',
    ]);
    assert.equal(database.pragma('journal_mode', { simple: true }), 'wal');
    database.close();
  });

  it('names the absolute path of a file that is not there', async () => {
    await refuses('nowhere.db', 'store-not-found', new RegExp(`${file('nowhere.db')}: check the path`));
  });

  it('makes no folder for a new store', async () => {
    await refuses(
      path.join('nowhere', 'events.db'),
      'store-not-found',
      /There is no folder .*nowhere: create it/,
      false,
    );
  });

  it('says that a folder is none', async () => {
    mkdirSync(file('folder.db'));
    await refuses('folder.db', 'not-a-store', /is a folder/);
    await refuses('folder.db', 'not-a-store', /is a folder/, false);
  });

  it('says that a text is no database, whether it may write or not, and leaves it as it is', async () => {
    const text = 'dear diary, '.repeat(500);
    writeFileSync(file('diary.txt'), text);
    await refuses('diary.txt', 'not-a-store', /diary\.txt is no SQLite database/);
    await refuses('diary.txt', 'not-a-store', /diary\.txt is no SQLite database/, false);
    assert.equal(readFileSync(file('diary.txt'), 'utf8'), text);
  });

  it('says that an empty file has no events, and makes a store of it when it may write', async () => {
    writeFileSync(file('empty.db'), '');
    await refuses('empty.db', 'not-a-store', /has no table events; it is empty/);
    await (await openStore(file('empty.db'), { readOnly: false })).close();
    await (await openStore(file('empty.db'))).close();
  });

  it('names the tables of a database of something else, and adds none to it', async () => {
    const other = new Database(file('shop.db'));
    other.exec(
      'CREATE TABLE orders (id); CREATE TABLE customers (id); CREATE VIEW open_orders AS SELECT * FROM orders',
    );
    other.close();
    await refuses('shop.db', 'not-a-store', /has no table events; it has: customers, open_orders, orders/);
    await refuses('shop.db', 'not-a-store', /has no table events/, false);
  });

  it('names the columns that a table events lacks', async () => {
    const other = new Database(file('calendar.db'));
    other.exec('CREATE TABLE events (event_id, title, timestamp, version)');
    other.close();
    await refuses(
      'calendar.db',
      'not-a-store',
      /lacks the columns aggregate_id, aggregate_type, event_type, event_data$/,
    );
  });

  for (const [kind, ddl] of [
    ['view', 'CREATE TABLE log (x); CREATE VIEW events AS SELECT * FROM log'],
    ['table WITHOUT ROWID', 'CREATE TABLE events (event_id TEXT PRIMARY KEY) WITHOUT ROWID'],
  ] as const) {
    it(`says why it cannot read a ${kind}`, async () => {
      const other = new Database(file('view.db'));
      other.exec(ddl);
      other.close();
      await refuses('view.db', 'not-a-store', new RegExp(`is a ${kind}`));
    });
  }

  it('reports a database that was cut off, and never crashes on it', async () => {
    const rows = stream(400).map(({ metadata, event_data, ...event }) => ({
      ...event,
      event_data: JSON.stringify(event_data).padEnd(300),
    }));
    makeReferenceDatabase(file('whole.db'), { rows });
    truncateSync(file('whole.db'), 40_000);
    await assert.rejects(
      async () => {
        const store = await openStore(file('whole.db'));
        try {
          await store.getEventStream('task-789');
        } finally {
          await store.close();
        }
      },
      { code: 'store-failed', message: /whole\.db is damaged/ },
    );
    truncateSync(file('whole.db'), 50);
    await refuses('whole.db', 'store-failed', /whole\.db is damaged/);
  });

  it('answers nothing after it was closed', async () => {
    const store = await openStore(file('events.db'), { readOnly: false });
    await store.close();
    await store.close();
    await assert.rejects(store.countStream('task-789'), { code: 'store-failed', message: /was closed/ });
  });
});
