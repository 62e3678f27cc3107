import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { DomainError } from '../../../server/domain/errors.ts';
import { openStore } from '../../../server/stores/open-store.ts';
import { agentEvent, agentEvents, longLife } from '../../support/agent-stream.ts';
import { sagaEvents } from '../../support/saga.ts';
import { rewarded } from '../stores/example-events.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';
import { jsonLines, type Outcome, runCommand, runIn, TERMINAL } from './run-command.ts';

describe('event-replay replay', () => {
  const file = temporaryFolder();
  let saga: string;
  beforeEach(async () => {
    await write('agent.db', agentEvents());
    saga = file('saga.db');
    await write('saga.db', sagaEvents());
  });

  async function write(name: string, events: ReturnType<typeof agentEvents>): Promise<void> {
    const store = await openStore(file(name), { readOnly: false });
    await store.saveEvents(events);
    await store.close();
  }
  const AGENT = () => ['--store', file('agent.db'), '--aggregate', 'agent-123'];
  const replay = (...args: string[]) => runCommand('replay', ...AGENT(), ...args);
  const read = (...args: string[]) => runIn(TERMINAL, 'replay', ...AGENT(), ...args);
  const each = (...args: string[]) => runCommand('replay', '--store', saga, ...args);
  const hits = (outcome: Outcome) =>
    jsonLines(outcome)
      .filter(({ kind }) => kind === 'hit')
      .map(({ aggregate_id, version }) => (aggregate_id === 'agent-123' ? version : `${aggregate_id}/${version}`));
  const end = (outcome: Outcome) => jsonLines(outcome).at(-1);

  it('prints a timeline of the whole stream when nothing is asked', async () => {
    const { exitCode, output } = await read();
    const lines = output.trimEnd().split('\n');
    assert.deepEqual([exitCode, lines.length], [0, 9]);
    assert.equal(lines[2], '2025-09-19T13:00:30.000000Z  agent-123 v3 agent.updated  temperature: 0.2 → 0.7');
    assert.equal(lines[8], '1 replay; 8 hits; nothing failed.');
  });

  it('stops at types, conditions, changes and what is wrong, and tells what was hit', async () => {
    assert.deepEqual(hits(await replay('--break', 'updated')), [3, 6]);
    assert.deepEqual(hits(await replay('--break', 'agent.c*', '--break', 'deployed')), [1, 8]);
    assert.deepEqual(hits(await replay('--break-if', "event_data['reward'] > 0.8")), [4, 7]);
    assert.deepEqual(hits(await replay('--break-if', "state.get('status') == 'idle' and changed('status')")), [2, 5]);
    assert.deepEqual(hits(await replay('--break-on-change', 'temperature')), [1, 3, 6]);
    const outcome = await replay('--break', 'updated', '--break-on-change', 'temperature');
    assert.deepEqual(
      jsonLines(outcome).map((line) => line.hits),
      [
        ['break-on-change temperature'],
        ['break updated', 'break-on-change temperature'],
        ['break updated', 'break-on-change temperature'],
        3,
      ],
    );
    await write('gap.db', [agentEvent(1, 'created', {}), agentEvent(4, 'status', {}, { causation_id: 'nobody' })]);
    const wrong = await runCommand(
      ...['replay', '--store', file('gap.db'), '--aggregate', 'agent-123'],
      ...['--break-on-exception', 'version-order', 'missing-cause'],
    );
    assert.deepEqual(jsonLines(wrong)[0]!.anomalies, [
      {
        kind: 'version-order',
        message: 'The stream has a gap: versions 2 to 3 are missing',
        expected: 'version 2',
        found: 'version 4',
      },
      {
        kind: 'missing-cause',
        message: 'The event names a cause that is not in the store: nobody',
        expected: 'an event nobody',
        found: 'none',
      },
    ]);
  });

  it('tells of each hit what it changed and what is watched', async () => {
    const args = ['--break', 'updated', '--watch', 'state.temperature * 2', '--watch', "state['reward'] > before['x']"];
    const [first] = jsonLines(await replay(...args));
    assert.deepEqual(first, {
      kind: 'hit',
      aggregate_id: 'agent-123',
      version: 3,
      timestamp: '2025-09-19T13:00:30.000000Z',
      type: 'agent.updated',
      event_id: 'event-3',
      causation_id: 'event-2',
      position: 3,
      changes: [{ path: 'temperature', old: 0.2, new: 0.7 }],
      hits: ['break updated'],
      watches: { 'state.temperature * 2': 1.4, "state['reward'] > before['x']": "Error: KeyError: 'x'" },
      anomalies: [],
    });
    const { output } = await read(...args);
    assert.match(
      output,
      /agent\.updated {2}temperature: 0\.2 → 0\.7\n {4}state\.temperature \* 2 = 1\.4\n {4}state\[.*Error: KeyError: 'x'\n/,
    );
  });

  it('goes back from the end', async () => {
    assert.deepEqual(hits(await replay('--break', 'updated', '--back')), [6, 3]);
    assert.deepEqual(hits(await replay('--break', 'deployed', '--break', 'created', '--back')), [8, 1]);
    assert.deepEqual(hits(await replay('--break-on-change', 'temperature', '--back', '--max-hits', '1')), [6]);
    assert.deepEqual(hits(await replay('--break', 'updated', '--back', '--at', '2025-09-19T13:00:35Z')), [3]);
  });

  it('finds every hit in both directions, however close they are', async () => {
    await write('long.db', longLife(700));
    for (const distance of [1, 32, 33, 34, 250]) {
      const expected = Array.from({ length: Math.floor(700 / distance) }, (_, index) => (index + 1) * distance);
      for (const condition of [`version % ${distance} == 0`, `version % ${distance} == 0 and state == state`]) {
        const args = ['--store', file('long.db'), '--aggregate', 'agent-123', '--break-if', condition];
        assert.deepEqual(hits(await runCommand('replay', ...args)), expected);
        assert.deepEqual(hits(await runCommand('replay', ...args, '--back')), expected.toReversed());
      }
    }
  }).timeout(60_000);

  it('walks a part of a stream, folding what comes before', async () => {
    const args = ['--watch', "state.get('name')", '--break', '*'];
    const outcome = await replay('--from-version', '3', '--to-version', '5', ...args);
    assert.deepEqual(hits(outcome), [3, 4, 5]);
    assert.deepEqual(jsonLines(outcome)[0]!.watches, { "state.get('name')": 'Support' });
    assert.deepEqual(hits(await replay('--at', '2025-09-19T13:01:05Z', '--break', '*')), [6, 7, 8]);
  });

  it('stops when it has enough hits, and says that there may be more', async () => {
    const outcome = await replay('--break', 'status', '--max-hits', '2');
    assert.deepEqual([hits(outcome), end(outcome)!.is_cut], [[2, 4], true]);
    assert.deepEqual(end(await replay('--break', 'status', '--max-hits', '5'))!.is_cut, false);
    const until = await replay('--break', 'status', '--max-hits', '2', '--until', 'version == 7');
    assert.deepEqual([hits(until), end(until)!.reached], [[2, 4, 7], 1]);
  });

  it('says by its exit code whether --until was reached', async () => {
    const reached = await replay('--until', 'version == 7');
    assert.deepEqual([reached.exitCode, hits(reached), end(reached)!.reached], [0, [7], 1]);
    const missed = await replay('--until', "event_data['reward'] > 1");
    assert.deepEqual([missed.exitCode, end(missed)!.reached], [1, 0]);
    assert.match(missed.errors, /failed on 4 of 8 events: KeyError: 'reward'\n.*--until .* was not reached\n$/);
    assert.deepEqual(hits(await replay('--break', 'status', '--until', 'version == 5')), [2, 4, 5]);
    assert.deepEqual(hits(await replay('--until', 'version < 6', '--back')), [5]);
  });

  it('holds an expectation against the end, or where --until was reached', async () => {
    assert.equal((await replay('--expect', "state.status == 'degraded'", '--expect', 'version == 8')).exitCode, 0);
    assert.equal((await replay('--until', 'version == 4', '--expect', "state.status == 'busy'")).exitCode, 0);
    assert.equal((await replay('--to-version', '4', '--expect', "state.status == 'busy'")).exitCode, 0);
    const failed = await replay('--expect', "state.status == 'done'", '--expect', 'state.nothing');
    assert.deepEqual([failed.exitCode, failed.errors], [1, 'event-replay: 2 expectations do not hold\n']);
    const [first, second] = jsonLines(failed);
    assert.deepEqual(
      [first!.rule, first!.expression, first!.error, first!.version],
      ['expect', "state.status == 'done'", null, 8],
    );
    assert.match(String(second!.error), /nothing/);
  });

  it('holds an expectation against every event, and shows the first that breaks it with its changes and cause', async () => {
    assert.equal((await replay('--expect-always', "state.get('temperature', 0) < 2")).exitCode, 0);
    const { exitCode, output, errors } = await read('--expect-always', "state.get('temperature', 0) < 1");
    assert.deepEqual([exitCode, errors], [1, 'event-replay: an expectation does not hold\n']);
    assert.equal(
      output,
      [
        "FAILED  expect-always: state.get('temperature', 0) < 1",
        '2025-09-19T13:01:00.000000Z  agent-123 v6 agent.updated  temperature: 0.7 → 1.7, tuned_by: (absent)…',
        '    caused by agent-123 v4 agent.status event-4',
        '1 replay; 0 hits; 1 failure.',
        '',
      ].join('\n'),
    );
  });

  it('takes an expectation that cannot be evaluated for one that does not hold', async () => {
    const [failure] = jsonLines(await replay('--expect-always', "event_data['reward'] >= 0"));
    assert.deepEqual([failure!.version, failure!.error], [1, "KeyError: 'reward'"]);
    assert.equal((await replay('--expect-always', "event_data.get('reward', 0) >= 0")).exitCode, 0);
  });

  it('gives expectations that need no state the same answer as those that do', async () => {
    for (const expression of ["event_data.get('reward', 0) < 0.93", "event_data['temperature'] > 0", 'version != 5']) {
      const [byStore, byReplay] = await Promise.all(
        [expression, `(${expression}) and state == state`].map((text) => replay('--expect-always', text)),
      );
      assert.deepEqual(
        jsonLines(byStore!).map(({ version, error }) => [version, error]),
        jsonLines(byReplay!).map(({ version, error }) => [version, error]),
      );
    }
  });

  it('replays several streams together, and a correlation', async () => {
    const together = await each('--aggregate', 'task-789', '--aggregate', 'task-790', '--break', 'started');
    assert.deepEqual(hits(together), ['task-789/2', 'task-790/2']);
    const correlated = await each(
      '--correlation',
      'run-7',
      '--break',
      '*.failed',
      '--break-if',
      "event_data.get('reward', 0) < 0",
    );
    assert.deepEqual(hits(correlated), ['rollout-55/2', 'task-789/3', 'task-790/3']);
  });

  it('replays every aggregate, or those of a type, by itself', async () => {
    const failed = await each('--each', '--break-on-exception', 'failed-event');
    assert.deepEqual([hits(failed), end(failed)!.streams], [['task-790/3'], 5]);
    const started = await each('--type', 'task', '--break', 'started', '--max-hits', '1');
    assert.deepEqual([hits(started), end(started)!.is_cut], [['task-789/2'], true]);
    const ends = await each('--type', 't*', '--expect', "event_type == 'task.completed'");
    assert.deepEqual(
      [ends.exitCode, jsonLines(ends).map(({ aggregate_id, kind }) => [kind, aggregate_id ?? null])],
      [
        1,
        [
          ['failure', 'task-790'],
          ['end', null],
        ],
      ],
    );
    assert.equal((await each('--each', '--until', "event_type == 'agent.deployed'")).exitCode, 0);
    assert.equal((await each('--each', '--until', "event_type == 'agent.retired'")).exitCode, 1);
  });

  it('asks about the events of a type alone, where a stream holds several, and folds them all', async () => {
    const mixed = [
      rewarded(1, 0.1, { event_type: 'received', event_data: { prompt: 'Refund' } }),
      rewarded(2, 0.2, { aggregate_type: 'rollout', event_type: 'started', event_data: {} }),
      rewarded(3, 0.3, { aggregate_type: 'rollout' }),
      rewarded(4, 0.3),
    ];
    await write('mixed.db', mixed);
    const rollouts = (...args: string[]) =>
      runCommand('replay', '--store', file('mixed.db'), '--type', 'rollout', ...args);
    assert.deepEqual(hits(await rollouts()), ['task-789/2', 'task-789/3']);
    assert.deepEqual(hits(await rollouts('--break', 'completed')), ['task-789/3']);
    assert.deepEqual(hits(await rollouts('--break-if', 'version > 2')), ['task-789/3']);
    for (const expression of [
      "aggregate_type == 'rollout'",
      "aggregate_type == 'rollout' and state.prompt == 'Refund'",
    ]) {
      assert.equal((await rollouts('--expect-always', expression)).exitCode, 0);
    }
  });

  it('answers for a pipeline whether a rollout ever completed with a negative reward', async () => {
    const NEVER = "not (event_type == 'completed' and event_data.get('reward', 0) < 0)";
    const failed = await each('--type', 'rollout', '--expect-always', NEVER);
    assert.equal(failed.exitCode, 1);
    const [failure] = jsonLines(failed);
    assert.deepEqual(
      [failure!.aggregate_id, failure!.version, failure!.changes],
      ['rollout-55', 2, [{ path: 'reward', new: -0.4 }]],
    );
    // The task has the same reward, and is no rollout.
    assert.equal((await each('--type', 'task', '--expect-always', 'aggregate_type != "rollout"')).exitCode, 0);
    assert.equal((await each('--type', 'workflow', '--expect-always', NEVER)).exitCode, 0);
  });

  it('asks the store first, and replays nothing when it knows the answer', async () => {
    assert.equal(end(await each('--each', '--expect-always', 'version < 100'))!.streams, 0);
    assert.equal(end(await each('--each', '--expect-always', 'version < 100 and state == state'))!.streams, 5);
  });

  it("folds with the user's own projection, and ends with what that does wrong", async () => {
    writeFileSync(
      file('count.mjs'),
      'export const initialState = { n: 0 };\nexport function apply(state, event) { console.log(event.version); return { n: state.n + 1 }; }\n',
    );
    const counted = await replay(
      '--projection',
      file('count.mjs'),
      '--expect',
      'state.n == 8',
      '--until',
      'state.n == 8',
    );
    assert.equal(counted.exitCode, 0);
    assert.equal(counted.errors, '1\n2\n3\n4\n5\n6\n7\n8\n');
    writeFileSync(
      file('broken.mjs'),
      'export function apply(state, event) { if (event.version === 3) throw new Error("no tuner"); return state; }\n',
    );
    const broken = await replay('--projection', file('broken.mjs'), '--break', 'deployed');
    assert.equal(broken.exitCode, 6);
    assert.match(broken.errors, /failed on event 3 of agent-123: Error: no tuner\n.*broken\.mjs/s);
    const expected = await replay('--projection', file('broken.mjs'), '--expect', 'version == 8');
    assert.deepEqual([expected.exitCode, jsonLines(expected)], [6, []]);
    const always = ['--break', 'status', '--max-hits', '1', '--expect-always', 'version < 9 and state == state'];
    assert.equal((await replay('--projection', file('broken.mjs'), ...always)).exitCode, 6);
    const looked = await replay('--projection', file('broken.mjs'), '--break-on-exception', 'projection-error');
    assert.deepEqual([looked.exitCode, hits(looked)], [0, [3]]);
  }).timeout(30_000);

  it('holds expectations against payloads as upcasters lift them', async () => {
    const lift = '({ temperature, ...data }) => ({ ...data, tuning: { temperature } })';
    const upcaster = `{ event_type: 'agent.updated', from: 1, to: 2, upcast: ${lift} }`;
    writeFileSync(file('shapes.mjs'), `export const upcasters = [${upcaster}];\n`);
    const lifted = ['--upcasters', file('shapes.mjs'), '--expect-always'];
    assert.equal((await replay(...lifted, "event_type != 'updated' or 'tuning' in event_data")).exitCode, 0);
    const [failure] = jsonLines(await replay(...lifted, "'temperature' not in event_data"));
    assert.deepEqual([failure!.version, failure!.type], [1, 'agent.created']);
    writeFileSync(
      file('wrong.mjs'),
      `export const upcasters = [${upcaster.replace(lift, '() => { throw new Error("no") }')}];\n`,
    );
    const wrong = await replay('--upcasters', file('wrong.mjs'), '--expect', 'version == 8');
    assert.equal(wrong.exitCode, 6);
    assert.match(wrong.errors, /an upcaster failed: .*no/);
  }).timeout(30_000);

  it('finds payloads that do not match their schemas', async () => {
    writeFileSync(file('agent.updated.json'), '{"properties": {"temperature": {"maximum": 1}}}');
    const outcome = await replay('--schemas', file(''), '--break-on-exception', 'schema-violation');
    assert.deepEqual(hits(outcome), [6]);
  });

  it('ends at once when it is interrupted', async () => {
    await write('long.db', longLife(20_000));
    const interruption = new AbortController();
    const args = ['--store', file('long.db'), '--aggregate', 'agent-123', '--break-if', 'changed("reward")'];
    const { exitCode, output, errors } = await runIn(
      { signal: interruption.signal, onPrint: () => interruption.abort(new DomainError('cancelled', 'interrupted')) },
      ...['replay', ...args],
    );
    assert.equal(output.split('\n').length, 2);
    assert.deepEqual([exitCode, errors], [130, 'event-replay: interrupted\n']);
  });

  const refused: [string, string[], RegExp][] = [
    ['nothing to replay', [], /say what to replay/],
    ['two things to replay', ['--aggregate', 'a', '--each'], /say what to replay/],
    ['versions of many streams', ['--each', '--from-version', '2'], /need one --aggregate/],
    ['a time for many replays', ['--each', '--at', '2025-09-19'], /--at is about one replay/],
    ['schemas that are missing', ['--each', '--break-on-exception', 'schema-violation'], /add --schemas/],
    ['a kind that is none', ['--each', '--break-on-exception', 'sadness'], /Allowed choices are failed-event,/],
    ['a wrong expectation', ['--each', '--expect', 'a && b'], /--expect 'a && b': .* use 'and'/],
    ['a wrong watch', ['--each', '--watch', 'rewrad'], /--watch 'rewrad': NameError/],
    ['a wrong path', ['--aggregate', 'task-789', '--break-on-change', '[['], /is no part of a state/],
  ];
  for (const [name, args, message] of refused) {
    it(`says what is wrong: ${name}`, async () => {
      const { exitCode, errors } = await each(...args);
      assert.equal(exitCode, 2);
      assert.match(errors, message);
    });
  }
});
