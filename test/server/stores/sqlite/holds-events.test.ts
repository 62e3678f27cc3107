import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { openStore } from '../../../../server/stores/open-store.ts';
import { holdsEvents } from '../../../../server/stores/sqlite/holds-events.ts';
import { stream } from '../example-events.ts';
import { temporaryFolder } from '../temporary-folder.ts';

describe('A look into a file', () => {
  const file = temporaryFolder();

  beforeEach(async () => {
    const store = await openStore(file('events.db'), { readOnly: false });
    await store.saveEvents(stream(3));
    await store.close();
  });

  it('knows a database with events from everything else', async () => {
    const other = new Database(file('other.db'));
    other.exec('CREATE TABLE cats (name)');
    other.close();
    writeFileSync(file('text.db'), 'SQLite format 4 is not out yet, and this is a text');
    writeFileSync(file('empty.db'), '');
    mkdirSync(file('folder.db'));
    const looked = ['events.db', 'other.db', 'text.db', 'empty.db', 'folder.db', 'missing.db'];
    const found = await Promise.all(looked.map(async (name) => [name, await holdsEvents(file(name))]));
    assert.deepEqual(
      found.filter(([, holds]) => holds),
      [['events.db', true]],
    );
  });

  it('leaves nothing behind, and calls a locked database a store', async () => {
    const before = readdirSync(file('')).sort();
    assert.equal(await holdsEvents(file('events.db')), true);
    assert.deepEqual(readdirSync(file('')).sort(), before);
    const writer = new Database(file('locked.db'));
    writer.exec('CREATE TABLE events (event_id); BEGIN EXCLUSIVE');
    assert.equal(await holdsEvents(file('locked.db')), true);
    writer.close();
  });
});
