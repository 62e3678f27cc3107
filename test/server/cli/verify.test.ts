import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { sagaEvents } from '../../support/saga.ts';
import { storeFile } from '../../support/store-file.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';
import { makeBrokenDatabase } from '../verify/broken-database.ts';
import { jsonLines, runCommand, runIn, TERMINAL } from './run-command.ts';

describe('event-replay verify', () => {
  const file = temporaryFolder();
  beforeEach(() => makeBrokenDatabase(file('broken.db')));
  const verify = (...args: string[]) => runCommand('verify', '--store', file('broken.db'), ...args);

  it('finds nothing wrong with a sound store', async () => {
    const sound = await storeFile(sagaEvents());
    assert.deepEqual(await runIn(TERMINAL, 'verify', '--store', sound.path), {
      exitCode: 0,
      output: 'Nothing is wrong with 17 events of 5 streams.\n',
      errors: '',
    });
    await sound.remove();
  });

  it('prints what is wrong and where, and how much of each kind', async () => {
    const { exitCode, output, errors } = await runIn(TERMINAL, 'verify', '--store', file('broken.db'));
    assert.deepEqual([exitCode, errors], [1, 'event-replay: 5 things are wrong\n']);
    assert.equal(
      output,
      [
        'version-order  agent-123 v3  The stream has a gap: version 2 is missing',
        '    2025-09-19T13:00:03.000000Z  agent-123/3  expected version 2; found version 3',
        'time-order  agent-123 v4  Time goes backwards: 2025-09-19T12:59:00.000000Z comes after 2025-09-19T13:00:03.000000Z',
        '    2025-09-19T12:59:00.000000Z  agent-123/4a  expected 2025-09-19T13:00:03.000000Z or later; found 2025-09-19T12:59:00.000000Z',
        'version-order  agent-123 v4  The stream has version 4 more than once',
        '    2025-09-19T13:00:04.000000Z  agent-123/4b  expected version 5; found version 4',
        'missing-cause  agent-123 v4  The event names a cause that is not in the store: nobody',
        '    2025-09-19T13:00:04.000000Z  agent-123/4b  expected an event nobody; found none',
        'malformed-event  agent-123 v5  The event cannot be read: event_data is not JSON: Unexpected end of text at offset 12',
        '    2025-09-19T13:00:05.000000Z  agent-123/5',
        '',
        'rule             findings',
        'version-order           2',
        'time-order              1',
        'missing-cause           1',
        'malformed-event         1',
        '5 findings in 6 events of 2 streams.',
        '',
      ].join('\n'),
    );
  });

  it('gives programs one line for each finding, and the sum', async () => {
    const lines = jsonLines(await verify('--rule', 'missing-cause', 'time-order'));
    assert.deepEqual(lines[1], {
      kind: 'finding',
      rule: 'missing-cause',
      aggregate_id: 'agent-123',
      version: 4,
      position: 4,
      event_id: 'agent-123/4b',
      timestamp: '2025-09-19T13:00:04.000000Z',
      type: 'agent.updated',
      message: 'The event names a cause that is not in the store: nobody',
      expected: 'an event nobody',
      found: 'none',
    });
    assert.deepEqual(lines[2], {
      kind: 'end',
      streams: 2,
      events: 6,
      findings: 2,
      rules: { 'time-order': 1, 'missing-cause': 1 },
    });
  });

  it('looks at the streams and for the rules that are wanted', async () => {
    const sum = async (...args: string[]) => jsonLines(await verify(...args)).at(-1);
    assert.equal((await verify('--aggregate', 'task-789')).exitCode, 0);
    assert.equal((await sum('--type', 'ag*'))!.events, 5);
    assert.equal((await sum('--skip', 'version-order', 'time-order'))!.findings, 2);
    const limited = await verify('--limit', '1');
    assert.deepEqual([jsonLines(limited).length, jsonLines(limited)[1]!.findings], [2, 5]);
    writeFileSync(file('agent.updated.json'), '{"properties": {"balance": {"maximum": 10}}}');
    assert.deepEqual((await sum('--schemas', file(''), '--rule', 'schema-violation'))!.rules, {
      'schema-violation': 1,
    });
  });

  it('says what is wrong with the arguments', async () => {
    const unknown = await verify('--rule', 'beauty');
    assert.equal(unknown.exitCode, 2);
    assert.match(unknown.errors, /'beauty' is invalid\. Allowed choices are malformed-event,.*snapshot/);
    assert.equal((await verify('--aggregate', 'agent-999')).exitCode, 3);
    assert.equal((await verify('--schemas', '/nowhere')).exitCode, 2);
  });
});
