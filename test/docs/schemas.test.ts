import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openStore } from '../../server/stores/open-store.ts';
import { makeReferenceDatabase, referenceRows } from '../server/stores/reference-database.ts';
import { temporaryFolder } from '../server/stores/temporary-folder.ts';
import { runExample } from './run-example.ts';

const pageOf = (name: string) => readFileSync(path.join(import.meta.dirname, `../../docs/${name}`), 'utf8');

describe('docs/schemas.md', () => {
  const file = temporaryFolder();
  const examples = [...pageOf('schemas.md').matchAll(/```ts\n(.*?)```\n\n```text\n(.*?)```/gs)];

  it('has examples', () => assert.equal(examples.length, 2));

  for (const [index, [, code, output]] of examples.entries()) {
    it(`has an example that prints what it says: ${index + 1}`, () => {
      makeReferenceDatabase(file('agentlightning.db'));
      assert.equal(runExample(code!, file('')), output);
    }).timeout(60_000);
  }

  it('has an example that writes schemas into files', () => {
    makeReferenceDatabase(file('agentlightning.db'));
    runExample(examples[0]![1]!, file(''));
    assert.ok(readdirSync(file('schemas')).includes('agent.updated.json'));
  }).timeout(60_000);
});

describe('docs/stores.md', () => {
  const file = temporaryFolder();

  it('has an example that migrates', async () => {
    const [, code] = /```ts\n(.*?)```/s.exec(pageOf('stores.md'))!;
    makeReferenceDatabase(file('agentlightning.db'), { rows: referenceRows().slice(0, 10) });
    assert.equal(runExample(code!, file('')), '10 events read, 10 copied\n');
    const store = await openStore(file('events.db'));
    assert.equal(await store.getAggregateVersion('agent-123'), 4);
    await store.close();
  }).timeout(60_000);
});
