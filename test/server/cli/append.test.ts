import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { openStore } from '../../../server/stores/open-store.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';
import { jsonLines, runCommand, runIn } from './run-command.ts';

describe('event-replay append', () => {
  const file = temporaryFolder();
  const append = (...args: string[]) => runCommand('append', '--store', file('events.db'), ...args);
  const pipe = (input: string, ...args: string[]) =>
    runIn({ input }, 'append', '--store', file('events.db'), '--in', '-', ...args);
  const REWARDED = ['--aggregate', 'task-789', '--type', 'task.completed', '--data', '{"reward": 1.0, "loss": NaN}'];

  async function stored() {
    const store = await openStore(file('events.db'));
    const { events } = await store.readAll();
    await store.close();
    return events;
  }

  it('appends what the options describe, to a new store too', async () => {
    const { exitCode, output } = await append(
      ...REWARDED,
      ...['--event-id', 'event-1', '--time', '2025-09-19T13:00:00Z', '--correlation', 'workflow-101'],
      ...['--caused-by', 'event-0', '--user', 'user-456', '--service', 'runner', '--metadata', '{"attempt": 2}'],
    );
    assert.equal(exitCode, 0);
    assert.equal(output, `Appended task.completed to sqlite:${file('events.db')} as version 1 of task-789: event-1\n`);
    const [event] = await stored();
    assert.equal(
      event!.toJsonText(),
      '{"event_id": "event-1", "aggregate_id": "task-789", "aggregate_type": "task", "event_type": "task.completed", "event_data": {"reward": 1.0, "loss": NaN}, "timestamp": "2025-09-19T13:00:00.000000Z", "version": 1, "correlation_id": "workflow-101", "causation_id": "event-0", "user_id": "user-456", "service_name": "runner", "metadata": {"attempt": 2}}',
    );
  });

  it('appends events from the standard input, all or none', async () => {
    await append(...REWARDED);
    const lines = ['started', 'completed'].map((event_type) =>
      JSON.stringify({ aggregate_id: 'task-789', aggregate_type: 'task', event_type }),
    );
    const rows = jsonLines(await pipe(lines.join('\n'), '--json'));
    assert.deepEqual(
      rows.map(({ aggregate_id, version }) => [aggregate_id, version]),
      [
        ['task-789', 2],
        ['task-789', 3],
      ],
    );
    assert.equal((await pipe(`[${lines.join(',\n')}]`)).exitCode, 0);
    assert.equal((await pipe(JSON.stringify(JSON.parse(lines[0]!), null, 2))).exitCode, 0);
    assert.deepEqual(
      (await stored()).map(({ version }) => version),
      [1, 2, 3, 4, 5, 6],
    );
    const clash = lines.map((line) => line.replace('}', ', "event_id": "twice"}')).join('\n');
    assert.equal((await pipe(clash)).exitCode, 4);
    assert.equal((await stored()).length, 6);
  });

  it('heeds the expected version', async () => {
    assert.equal((await append(...REWARDED, '--expected-version', '0')).exitCode, 0);
    const { exitCode, errors } = await append(...REWARDED, '--expected-version', '0');
    assert.deepEqual([exitCode, errors], [4, 'event-replay: task-789 is at version 1, and --expected-version is 0\n']);
    assert.equal((await append(...REWARDED, '--expected-version', '1')).exitCode, 0);
    assert.equal((await stored()).length, 2);
  });

  const refused: [string, string[], number, RegExp][] = [
    ['nothing to append', [], 2, /describe the event/],
    ['an aggregate without a type', ['--aggregate', 'a', '--type', 'completed'], 2, /say what the aggregate is/],
    ['a payload that is no JSON', ['--aggregate', 'a', '--type', 't.c', '--data', '{reward}'], 2, /--data is no JSON/],
    ['a payload that is no object', ['--aggregate', 'a', '--type', 't.c', '--data', '[1]'], 2, /takes a JSON object/],
    ['a time that is none', ['--aggregate', 'a', '--type', 't.c', '--time', 'noon'], 4, /'noon' is not a timestamp/],
    ['a file that is not there', ['--in', '/nowhere.json'], 2, /there is no file/],
  ];
  for (const [name, args, code, message] of refused) {
    it(`says what is wrong: ${name}`, async () => {
      const { exitCode, errors } = await append(...args);
      assert.equal(exitCode, code);
      assert.match(errors, message);
    });
  }

  it('says what is wrong with events of a file', async () => {
    const complaint = async (text: string, ...args: string[]) => {
      writeFileSync(file('events.json'), text);
      const { exitCode, errors } = await append('--in', file('events.json'), ...args);
      assert.equal(exitCode, 2);
      return errors;
    };
    assert.match(await complaint('\n'), /there is no event/);
    assert.match(await complaint('{"aggregate_id": "a"'), /the input is no JSON/);
    assert.match(await complaint('{"aggregate_id": "a"}'), /Event 1: .*aggregate_type/);
    const other = '{"aggregate_id": "a", "aggregate_type": "t", "event_type": "c", "typo": 1}';
    assert.match(await complaint(other), /Event 1: .*typo/);
    const two = [1, 2].map((n) => `{"aggregate_id": "a-${n}", "aggregate_type": "t", "event_type": "c"}`).join('\n');
    assert.match(await complaint(two, '--expected-version', '0'), /is about one aggregate/);
    const row = '{"aggregate_id": "a", "aggregate_type": "t", "event_type": "c"}\n';
    assert.match(await complaint(row.repeat(10_001)), /more than 10,000 events are for 'event-replay import'/);
  });
});
