import assert from 'node:assert/strict';
import { envStoreUris } from '../../client/stores/env-store-uris.ts';

describe('A .env file', () => {
  it('names stores as shells and dotenv write them', () => {
    const text = [
      '# DATABASE_URL=sqlite:///commented.db',
      'DATABASE_URL=postgresql+psycopg2://me:s#cret@db/events   # live',
      "export EVENTS='sqlite:///./events.db' # near",
      'QUOTED = "postgres://db/quoted"',
      'EVENT_STORE_URL=https://:token@replay.example/store',
      'WINDOWS=sqlite:///last.db\r',
    ].join('\n');
    assert.deepEqual(envStoreUris(text), [
      { variable: 'DATABASE_URL', uri: 'postgresql+psycopg2://me:s#cret@db/events' },
      { variable: 'EVENTS', uri: 'sqlite:///./events.db' },
      { variable: 'QUOTED', uri: 'postgres://db/quoted' },
      { variable: 'EVENT_STORE_URL', uri: 'https://:token@replay.example/store' },
      { variable: 'WINDOWS', uri: 'sqlite:///last.db' },
    ]);
  });

  it('is left alone where it says something else', () => {
    const text = [
      'API=https://api.example',
      'CACHE_URL=redis://cache',
      'DATABASE_URL=postgres://me:$PASSWORD@db/events',
      'DATABASE_URL=postgres://${'.concat('USER}@db/events'),
      'NAME=events.db',
      'no assignment',
      '',
    ].join('\n');
    assert.deepEqual(envStoreUris(text), []);
  });
});
