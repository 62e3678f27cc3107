import assert from 'node:assert/strict';
import { nameStore } from '../../../server/stores/name-store.ts';
import { openStore } from '../../../server/stores/open-store.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('The name of a store', () => {
  const file = temporaryFolder();

  it('is the address that it has when it is open', async () => {
    for (const uri of ['events.db', 'sqlite:///./events.db', 'sqlite+pysqlite:///events.db', 'memory:']) {
      const store = await openStore(uri, { readOnly: false, baseFolder: file('') });
      assert.equal(nameStore(uri, file('')).address, store.address, uri);
      await store.close();
    }
  });

  it('has no secrets in it', () => {
    const named = (uri: string) => Object.values(nameStore(uri)).join(' ');
    assert.equal(named('postgresql+psycopg2://me:secret@db:5433/events'), 'postgres postgres://db:5433/events');
    assert.equal(named('https://:secret@host/under/'), 'http https://host/under');
  });

  it('is refused for what no store can be, without repeating it', () => {
    for (const uri of [
      '',
      'mysql://me:secret@db/events',
      'postgres://me:secret@db:port/events',
      'http://',
      'sqlite://events.db',
    ]) {
      assert.throws(
        () => nameStore(uri),
        ({ code, message }: { code: string; message: string }) =>
          code === 'bad-store-uri' && !message.includes('secret'),
      );
    }
  });
});
