import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openStore } from '../../server/stores/open-store.ts';
import { runCommand } from '../server/cli/run-command.ts';
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

  it('shows what the check of two versions prints', async () => {
    const [, output] = /schemas check[^`]*```\n\n```text\n(.*?)```/s.exec(pageOf('schemas.md'))!;
    mkdirSync(file('schemas'));
    const write = (name: string, temperature: object) =>
      writeFileSync(file(`schemas/${name}`), JSON.stringify({ type: 'object', properties: { temperature } }));
    write('agent.updated.json', { type: 'number' });
    write('agent.updated.v2.json', { type: 'number', maximum: 1 });
    assert.equal((await runCommand('schemas', 'check', '--schemas', file('schemas'))).output, output);
  });

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
