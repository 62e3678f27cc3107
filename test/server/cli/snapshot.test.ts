import assert from 'node:assert/strict';
import { openStore } from '../../../server/stores/open-store.ts';
import { agentEvents } from '../../support/agent-stream.ts';
import { storeFile } from '../../support/store-file.ts';
import { jsonLines, runCommand, runIn, TERMINAL } from './run-command.ts';

describe('event-replay snapshot', () => {
  let store: { path: string; remove(): Promise<void> };
  beforeEach(async () => {
    store = await storeFile(agentEvents());
  });
  afterEach(() => store.remove());

  const where = () => ['--store', store.path, '--aggregate', 'agent-123'];
  const snapshot = (name: string, ...args: string[]) => runCommand('snapshot', name, ...where(), ...args);
  const read = (name: string, ...args: string[]) => runIn(TERMINAL, 'snapshot', name, ...where(), ...args);

  it('takes the state of a stream, and lists what was taken', async () => {
    assert.equal((await snapshot('take')).output, 'Took a snapshot of agent-123 at version 8.\n');
    const [taken] = jsonLines(await snapshot('take', '--version', '3', '--keep-for', '7d', '--json'));
    assert.deepEqual([taken!.version, taken!.last_event_id], [3, 'event-3']);
    assert.ok(Date.parse(String(taken!.expires_at)) > Date.now());
    const listed = jsonLines(await snapshot('list'));
    assert.deepEqual(
      listed.map(({ version, expires_at }) => [version, expires_at === null]),
      [
        [8, true],
        [3, false],
      ],
    );
    assert.equal((listed[1]!.snapshot_data as { temperature: number }).temperature, 0.7);
    assert.match((await read('list')).output, /^version {2}taken .*\n {6}8 .*never +\{"name": "Support", .*\n {6}3 /);
  });

  it('tells whether snapshots agree with the replay', async () => {
    await snapshot('take');
    assert.deepEqual(await read('check'), { exitCode: 0, output: 'version 8  agrees\n', errors: '' });
    const writer = await openStore(store.path, { readOnly: false });
    await writer.saveSnapshot('agent-123', { name: 'Support', model: 'gpt-4', temperature: 0.9 }, 3);
    await writer.close();
    const { exitCode, output, errors } = await read('check');
    assert.equal(exitCode, 1);
    assert.equal(
      output,
      [
        'version 8  agrees',
        'version 3  disagrees',
        '    temperature: 0.9 → 0.7',
        "    status: (absent) → 'idle'",
        '    reward: (absent) → 0.2',
        '',
      ].join('\n'),
    );
    assert.equal(errors, 'event-replay: a snapshot disagrees with the replay\n');
    assert.deepEqual(jsonLines(await snapshot('check'))[1]!.differences, [
      { path: 'temperature', snapshot: 0.9, replay: 0.7 },
      { path: 'status', replay: 'idle' },
      { path: 'reward', replay: 0.2 },
    ]);
    assert.equal((await runCommand('verify', '--store', store.path)).exitCode, 1);
  });

  it('deletes those that are named', async () => {
    for (const version of ['3', '5', '8']) await snapshot('take', '--version', version);
    assert.equal((await snapshot('delete', '--version', '5')).output, 'Deleted 1 snapshot of agent-123.\n');
    assert.equal(
      (await snapshot('delete', '--expired', '--json')).output,
      '{"aggregate_id": "agent-123", "deleted": 0}\n',
    );
    assert.equal((await snapshot('delete', '--all')).output, 'Deleted 2 snapshots of agent-123.\n');
    assert.deepEqual(await read('list'), { exitCode: 0, output: '', errors: 'agent-123 has no snapshots.\n' });
  });

  it('says what is wrong with the arguments', async () => {
    const complaints: [string, string[], number, RegExp][] = [
      ['delete', [], 2, /say which: --version, --expired or both, or --all/],
      ['delete', ['--all', '--expired'], 2, /say which/],
      ['take', ['--keep-for', 'long'], 2, /'long' is invalid\. It takes a time such as 30m/],
      ['take', ['--version', '12'], 3, /has no event with version 12/],
    ];
    for (const [name, args, code, message] of complaints) {
      const { exitCode, errors } = await snapshot(name, ...args);
      assert.equal(exitCode, code);
      assert.match(errors, message);
    }
    assert.match((await runCommand('snapshot', 'take', '--store', store.path)).errors, /name the aggregate/);
    assert.match((await runCommand('snapshot')).errors, /say what to do: 'event-replay snapshot --help' lists it/);
  });
});
