import assert from 'node:assert/strict';
import { sagaEvents } from '../../support/saga.ts';
import { describePostgres } from '../stores/postgres/with-postgres.ts';
import { jsonLines, type Outcome, runIn } from './run-command.ts';

describePostgres('event-replay on PostgreSQL', (postgres) => {
  it('works as on a file, and keeps the password to itself', async () => {
    const uri = postgres().newUri();
    const outcomes: Outcome[] = [];
    const run = async (input: string, ...args: string[]) => {
      const outcome = await runIn({ input, env: { EVENT_STORE_URL: uri } }, ...args);
      outcomes.push(outcome);
      return outcome;
    };
    const lines = sagaEvents().map((event) => JSON.stringify(event));
    assert.equal((await run(lines.join('\n'), 'append', '--in', '-')).exitCode, 0);
    assert.equal(jsonLines(await run('', 'streams')).length, 5);
    assert.equal(jsonLines(await run('', 'events', '--type', '*.completed')).length, 3);
    assert.equal((await run('', 'show', 'task-789/3')).exitCode, 0);
    const broken = await run('', 'replay', '--type', 'rollout', '--expect-always', "event_data.get('reward', 0) >= 0");
    assert.deepEqual([broken.exitCode, jsonLines(broken)[0]!.event_id], [1, 'rollout-55/2']);
    const held = await run('', 'replay', '--each', '--expect-always', "event_data.get('reward', 0) > -1");
    assert.deepEqual(jsonLines(held), [{ kind: 'end', streams: 0, hits: 0, failures: 0, is_cut: false }]);
    assert.equal((await run('', 'snapshot', 'take', '--aggregate', 'agent-123')).exitCode, 0);
    assert.equal((await run('', 'verify')).exitCode, 0);
    const { password } = postgres().server;
    for (const { output, errors } of outcomes) assert.ok(!`${output}${errors}`.includes(password));
  }).timeout(60_000);
});
