import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { openStore } from '../../../server/stores/open-store.ts';
import { agentEvents } from '../../support/agent-stream.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';
import { runCommand } from './run-command.ts';

describe('event-replay schemas', () => {
  const file = temporaryFolder();

  it('infer: writes a schema for each type of a store, and keeps those that are there', async () => {
    const store = await openStore(file('events.db'), { readOnly: false });
    await store.saveEvents(agentEvents());
    await store.close();
    const infer = (...more: string[]) =>
      runCommand('schemas', 'infer', '--store', file('events.db'), '--schemas', file('schemas'), ...more);
    assert.equal((await infer('--type', 'status')).output, 'wrote agent.status.json\n');
    assert.deepEqual(await infer(), {
      exitCode: 0,
      output:
        'wrote agent.created.json\nwrote agent.deployed.json\nkept agent.status.json; --force replaces it\nwrote agent.updated.json\n',
      errors: '',
    });
    const schema = JSON.parse(readFileSync(file('schemas/agent.status.json'), 'utf8'));
    assert.deepEqual(schema.required, ['status', 'reward']);
  });

  it('check: tells what a version breaks, with an example, and ends with exit code 1', async () => {
    mkdirSync(file('schemas'));
    const write = (name: string, schema: object) => writeFileSync(file(`schemas/${name}`), JSON.stringify(schema));
    write('agent.updated.json', { properties: { temperature: { type: 'number' } } });
    write('agent.updated.v2.json', { properties: { temperature: { type: ['number', 'null'] } } });
    const check = () => runCommand('schemas', 'check', '--schemas', file('schemas'));
    assert.deepEqual(await check(), {
      exitCode: 0,
      output: 'agent.updated.json → agent.updated.v2.json: compatible\n',
      errors: '',
    });
    write('agent.updated.v3.json', { type: 'object', properties: { temperature: { maximum: 1 } } });
    write('agent.status.json', { type: 'object' });
    const { exitCode, output } = await check();
    assert.equal(exitCode, 1);
    assert.match(output, /\n {2}breaks: temperature: it must be at most 1 now, such as {"temperature":2}\n/);
  });

  it('says what is wrong', async () => {
    assert.deepEqual((await runCommand('schemas')).exitCode, 2);
    assert.match((await runCommand('schemas', 'check')).errors, /required option '--schemas <folder>' not specified/);
    assert.match(
      (await runCommand('schemas', 'infer', '--store', 'x')).errors,
      /required option '--schemas <folder>' not specified/,
    );
    const sample = await runCommand('schemas', 'infer', '--store', 'x', '--schemas', 'y', '--sample', '0');
    assert.match(sample.errors, /'--sample <n>' argument '0' is invalid\. It takes a whole number from 1;/);
  });
});
