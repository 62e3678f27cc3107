import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { agentEvents } from '../../support/agent-stream.ts';
import { storeFile } from '../../support/store-file.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';
import { jsonLines, runCommand, runIn, TERMINAL } from './run-command.ts';

describe('event-replay eval', () => {
  const file = temporaryFolder();
  let store: { path: string; remove(): Promise<void> };
  before(async () => {
    store = await storeFile(agentEvents());
  });
  after(() => store.remove());

  const where = () => ['--store', store.path, '--aggregate', 'agent-123'];
  const ask = (expression: string, ...args: string[]) => runCommand('eval', expression, ...where(), ...args);
  const read = (expression: string, ...args: string[]) => runIn(TERMINAL, 'eval', expression, ...where(), ...args);

  it('evaluates at the end, or at the event that is named', async () => {
    assert.deepEqual(jsonLines(await ask('state.temperature')), [
      { version: 8, position: 8, timestamp: '2025-09-19T13:01:20.000000Z', type: 'agent.deployed', value: 1.7 },
    ]);
    assert.equal((await read('state.temperature', '--version', '3')).output, '0.7\n');
    assert.equal((await read('state.temperature', '--position', '2')).output, '0.2\n');
    assert.equal((await read('version', '--at', '2025-09-19T13:00:59Z')).output, '5\n');
    assert.equal((await read("[event_type, 'x']", '--event', 'event-6')).output, "['updated', 'x']\n");
  });

  it('evaluates at every event, or where the value changes', async () => {
    const values = jsonLines(await ask("state.get('temperature')", '--each')).map(({ value }) => value);
    assert.deepEqual(values, [0.2, 0.2, 0.7, 0.7, 0.7, 1.7, 1.7, 1.7]);
    const { output } = await read("state['temperature']", '--changes');
    assert.deepEqual(output.split('\n'), [
      'time                         version  type           value',
      '2025-09-19T13:00:10.000000Z        1  agent.created  0.2',
      '2025-09-19T13:00:30.000000Z        3  agent.updated  0.7',
      '2025-09-19T13:01:00.000000Z        6  agent.updated  1.7',
      '',
    ]);
  });

  it('writes down the state as it was at each event', async () => {
    const states = jsonLines(await ask('state', '--each')).map(({ value }) => Object.keys(value as object).length);
    assert.deepEqual(states, [3, 5, 5, 5, 5, 6, 6, 7]);
  });

  it('shows where it fails, and ends with exit code 1 when that is the answer', async () => {
    const rows = jsonLines(await ask("event_data['reward']", '--each'));
    assert.deepEqual([rows[0]!.error, rows[1]!.value], ["KeyError: 'reward'", 0.2]);
    const failed = await ask("event_data['reward']");
    assert.deepEqual([failed.exitCode, jsonLines(failed)[0]!.error], [1, "KeyError: 'reward'"]);
    assert.equal(failed.errors, "event-replay: KeyError: 'reward'\n");
  });

  it("folds with the user's projection", async () => {
    writeFileSync(file('count.mjs'), 'export const apply = (state) => ({ n: (state.n ?? 0) + 1 });\n');
    assert.equal((await read('state', '--projection', file('count.mjs'), '--version', '4')).output, "{'n': 4}\n");
  });

  it('says what is wrong with the arguments', async () => {
    assert.equal((await ask('a &&')).exitCode, 2);
    assert.match((await ask('version', '--version', '3', '--each')).errors, /name one place/);
    assert.match((await runCommand('eval', 'version', '--store', store.path)).errors, /name the aggregate/);
    assert.match((await runCommand('eval', '--store', store.path)).errors, /missing required argument 'expression'/);
    assert.match((await ask('version', '--version', '12')).errors, /agent-123 has events 1 to 8, and no version 12/);
  });
});
