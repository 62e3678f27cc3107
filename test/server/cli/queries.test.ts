import assert from 'node:assert/strict';
import type { Event } from '../../../server/domain/event.ts';
import { sagaEvents } from '../../support/saga.ts';
import { storeFile } from '../../support/store-file.ts';
import { rewarded } from '../stores/example-events.ts';
import { jsonLines, runCommand, runIn, TERMINAL } from './run-command.ts';

/** What `show` prints. */
interface Shown {
  readonly event: Event;
  readonly causes: readonly Event[];
  readonly effects: readonly Event[];
}

describe('event-replay streams, events and show', () => {
  let store: { path: string; remove(): Promise<void> };
  before(async () => {
    store = await storeFile(sagaEvents());
  });
  after(() => store.remove());

  const ask = (command: string, ...args: string[]) => runCommand(command, '--store', store.path, ...args);
  const read = (command: string, ...args: string[]) => runIn(TERMINAL, command, '--store', store.path, ...args);

  describe('streams', () => {
    it('lists aggregates as JSON Lines for programs, as a table for people', async () => {
      const rows = jsonLines(await ask('streams'));
      assert.deepEqual(rows[0], {
        aggregate_id: 'agent-123',
        aggregate_types: ['agent'],
        event_count: 5,
        last_timestamp: '2025-09-19T13:10:00.000000Z',
      });
      assert.equal(rows.length, 5);
      const { output } = await read('streams', '--type', 'w*');
      assert.deepEqual(output.split('\n'), [
        'aggregate     events  last event                   types',
        'workflow-101       4  2025-09-19T13:00:30.000000Z  workflow',
        '',
      ]);
      assert.equal((await ask('streams', '--no-json')).output, (await read('streams')).output);
      assert.equal((await read('streams', '--json')).output, (await ask('streams')).output);
    });

    it('sorts, selects, and says when there is more', async () => {
      const ids = async (...args: string[]) => jsonLines(await ask('streams', ...args)).map((row) => row.aggregate_id);
      assert.deepEqual((await ids('--sort', 'events')).slice(0, 2), ['agent-123', 'workflow-101']);
      assert.deepEqual(await ids('--sort', 'last', '--limit', '2'), ['agent-123', 'workflow-101']);
      assert.deepEqual(await ids('--type', 'task'), ['task-789', 'task-790']);
      assert.deepEqual(await ids('--contains', 'TASK-79'), ['task-790']);
      const cut = await ask('streams', '--limit', '4');
      assert.deepEqual(
        [jsonLines(cut).length, cut.errors],
        [4, 'There are more than 4: --all lists them, --limit so many.\n'],
      );
      assert.equal(jsonLines(await ask('streams', '--limit', '4', '--all')).length, 5);
      assert.deepEqual(await ask('streams', '--type', 'nobody'), {
        exitCode: 0,
        output: '',
        errors: 'No such aggregate.\n',
      });
    });
  });

  describe('events', () => {
    it('finds what all filters select, the newest first', async () => {
      const versions = async (...args: string[]) =>
        jsonLines(await ask('events', ...args)).map(({ aggregate_id, version }) => `${aggregate_id}/${version}`);
      assert.deepEqual(await versions('--type', '*.completed', '--limit', '2'), ['workflow-101/4', 'task-789/3']);
      assert.deepEqual(await versions('--aggregate', 'task-790', '--order', 'oldest', '--to', '2025-09-19T13:00:08Z'), [
        'task-790/1',
        'task-790/2',
      ]);
      assert.deepEqual(await versions('--where', "event_data.get('reward', 0) < 0", '--aggregate-type', 'rollout'), [
        'rollout-55/2',
      ]);
      assert.deepEqual(await versions('--caused-by', 'task-789/1'), ['task-789/2', 'agent-123/3']);
      assert.equal((await ask('events', '--correlation', 'run-7', '--count')).output, '{"events": 14}\n');
      assert.equal((await read('events', '--count')).output, '17\n');
    });

    it('finds events by what their metadata hold', async () => {
      const tagged = await storeFile([
        rewarded(1, 0.1, { metadata: { schema_version: 2, tag: 'first' } }),
        rewarded(2, 0.2, { metadata: { schema_version: 2, tag: 'second' } }),
      ]);
      const count = async (...args: string[]) =>
        (await runIn(TERMINAL, 'events', '--store', tagged.path, '--count', ...args)).output;
      assert.equal(await count('--metadata', 'schema_version=2'), '2\n');
      assert.equal(await count('--metadata', 'schema_version=2', '--metadata', 'tag=second'), '1\n');
      assert.equal(await count('--metadata', 'schema_version="2"'), '0\n');
      const { exitCode, errors } = await ask('events', '--metadata', 'tag');
      assert.equal(exitCode, 2);
      assert.match(errors, /--metadata takes a key and a value/);
      await tagged.remove();
    });

    it('goes on where it stopped', async () => {
      const first = await ask('events', '--limit', '10');
      const [, cursor] = /^There are more: --all, or --cursor '(.+)'\n$/.exec(first.errors)!;
      const rest = await ask('events', '--cursor', cursor!);
      assert.deepEqual([jsonLines(rest).length, rest.errors], [7, '']);
      assert.equal(first.output + rest.output, (await ask('events', '--all')).output);
    });

    it('shows payloads in what is left of the line', async () => {
      const { output } = await read('events', '--aggregate', 'task-790', '--order', 'oldest');
      const lines = output.trimEnd().split('\n');
      assert.equal(lines[0], 'time                         aggregate  version  type           event_data');
      assert.match(lines[3]!, /^2025-09-19T13:00:20\.000000Z {2}task-790 +3 {2}task\.failed +\{"error": "Time.*…$/);
      assert.ok(lines.every((line) => line.length <= 100));
    });
  });

  describe('show', () => {
    it('gives an event with its causes and effects', async () => {
      const [document] = jsonLines(await ask('show', 'rollout-55/2')) as unknown as [Shown];
      assert.deepEqual(document.event.event_data, { reward: -0.4 });
      assert.deepEqual(
        document.causes.map((cause) => cause.event_id),
        ['rollout-55/1', 'task-789/2', 'task-789/1', 'workflow-101/2', 'workflow-101/1'],
      );
      assert.deepEqual(
        document.effects.map((effect) => effect.event_id),
        ['task-789/3'],
      );
      const named = await ask('show', '--aggregate', 'rollout-55', '--version', '2');
      assert.deepEqual(jsonLines(named), [document]);
    });

    it('reads like a page', async () => {
      const { output } = await read('show', 'task-790/3');
      assert.equal(
        output,
        [
          'task.failed  version 3 of task-790',
          '  time         2025-09-19T13:00:20.000000Z',
          '  event id     task-790/3',
          '  correlation  run-7',
          '',
          'event_data',
          '{',
          '  "error": "TimeoutError: no answer within 12 s"',
          '}',
          '',
          'causes, the nearest first',
          '  2025-09-19T13:00:08.000000Z  task.started         task-790 v2  task-790/2',
          '  2025-09-19T13:00:02.000000Z  task.received        task-790 v1  task-790/1',
          '  2025-09-19T13:00:01.000000Z  workflow.started     workflow-101 v2  workflow-101/2',
          '  2025-09-19T13:00:00.000000Z  workflow.created     workflow-101 v1  workflow-101/1',
          '',
        ].join('\n'),
      );
    });

    it('says which event there is none of', async () => {
      assert.deepEqual((await ask('show', 'task-1/1')).exitCode, 3);
      assert.match(
        (await ask('show', '--aggregate', 'task-790', '--version', '9')).errors,
        /no event with version 9 of/,
      );
      const { exitCode, errors } = await ask('show', '--aggregate', 'task-790');
      assert.equal(exitCode, 2);
      assert.match(errors, /say which event: its id, or '--aggregate/);
    });
  });

  it('take the store from the environment, and say how when there is none', async () => {
    const byUrl = { env: { EVENT_STORE_URL: store.path, DATABASE_URL: '/nowhere.db' } };
    assert.equal((await runIn(byUrl, 'events', '--count')).output, '{"events": 17}\n');
    const byDatabase = { env: { DATABASE_URL: `sqlite:///${store.path}` } };
    assert.equal((await runIn(byDatabase, 'events', '--count')).output, '{"events": 17}\n');
    assert.deepEqual(await runCommand('events'), {
      exitCode: 2,
      output: '',
      errors: "event-replay: no store was named: add '--store events.db', or set EVENT_STORE_URL or DATABASE_URL\n",
    });
  });

  it('keep the password of a URI to themselves', async () => {
    const { exitCode, errors } = await runCommand('streams', '--store', 'postgres://u:s3cret@127.0.0.1:1/events');
    assert.equal(exitCode, 5);
    assert.doesNotMatch(errors, /s3cret/);
    assert.match(errors, /127\.0\.0\.1/);
  });
});

describe('what strangers wrote into a store', () => {
  let store: { path: string; remove(): Promise<void> };
  const nasty = '\u001b]0;owned\u0007\u009b31m\u202e';
  before(async () => {
    store = await storeFile([
      rewarded(1, 0.5, { event_id: 'event-1', service_name: nasty, event_data: { [nasty]: nasty } }),
    ]);
  });
  after(() => store.remove());

  for (const args of [
    ['events'],
    ['events', '--json'],
    ['show', 'event-1'],
    ['show', 'event-1', '--json'],
    ['replay', '--aggregate', 'task-789'],
    ['eval', 'event_data', '--aggregate', 'task-789'],
  ]) {
    it(`can not act in a terminal: ${args.join(' ')}`, async () => {
      const { exitCode, output } = await runIn(TERMINAL, ...args, '--store', store.path);
      assert.equal(exitCode, 0);
      assert.match(output, /owned/);
      assert.doesNotMatch(output, /[^\P{Cc}\n]|\u202e/u);
    });
  }
});
