import assert from 'node:assert/strict';
import path from 'node:path';
import { parseStoreUri } from '../../../server/stores/store-uri.ts';

describe('parseStoreUri', () => {
  const base = path.resolve('/srv/agents');
  const files: readonly (readonly [string, string])[] = [
    ['events.db', '/srv/agents/events.db'],
    ['./data/events.db', '/srv/agents/data/events.db'],
    ['/data/events.db', '/data/events.db'],
    ['my:events.db', '/srv/agents/my:events.db'],
    ['sqlite:events.db', '/srv/agents/events.db'],
    ['sqlite:/data/events.db', '/data/events.db'],
    ['sqlite:///./agentlightning.db', '/srv/agents/agentlightning.db'],
    ['sqlite:///agentlightning.db', '/srv/agents/agentlightning.db'],
    ['sqlite:////data/events.db', '/data/events.db'],
    ['sqlite+pysqlite:////data/events.db?check_same_thread=False', '/data/events.db'],
    ['file:///data/my%20events.db', '/data/my events.db'],
    ['  events.db\n', '/srv/agents/events.db'],
  ];
  for (const [uri, file] of files) {
    it(`reads ${JSON.stringify(uri)}`, () => {
      assert.deepEqual(parseStoreUri(uri, base), { kind: 'sqlite', path: path.resolve(file) });
    });
  }

  for (const uri of ['memory:', 'sqlite://', 'sqlite::memory:', 'sqlite:///:memory:']) {
    it(`takes ${uri} for a store in memory`, () => assert.deepEqual(parseStoreUri(uri, base), { kind: 'memory' }));
  }

  for (const uri of [
    'postgres://ada@db/events',
    'postgresql://db/events',
    'postgresql+psycopg2://ada:s3cret@db/events',
  ]) {
    it(`takes ${uri.replace('s3cret', '…')} for PostgreSQL`, () => {
      assert.deepEqual(parseStoreUri(uri, base), { kind: 'postgres', uri });
    });
  }

  for (const uri of ['http://localhost:8012', 'https://ada:s3cret@example.org/events']) {
    it(`takes ${uri.replace('s3cret', '…')} for another service`, () => {
      assert.deepEqual(parseStoreUri(uri, base), { kind: 'http', uri });
    });
  }

  it('starts relative paths at the current folder unless told otherwise', () => {
    assert.deepEqual(parseStoreUri('events.db'), { kind: 'sqlite', path: path.resolve('events.db') });
  });

  for (const uri of [
    'mysql://ada:s3cret@db/events',
    'ftp://ada:s3cret@example.org',
    'sqlite://ada:s3cret@db/events.db',
  ]) {
    it(`refuses ${uri.replace('s3cret', '…')} without repeating its password`, () => {
      assert.throws(
        () => parseStoreUri(uri),
        ({ code, message }: Error & { code?: string }) => {
          return code === 'bad-store-uri' && /sqlite/.test(message) && !/s3cret|ada/.test(message);
        },
      );
    });
  }

  for (const uri of ['', '  ', 'sqlite:', 'file://elsewhere.example/events.db']) {
    it(`refuses ${JSON.stringify(uri)}`, () => assert.throws(() => parseStoreUri(uri), { code: 'bad-store-uri' }));
  }
});
