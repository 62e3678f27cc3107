import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { exitCodeOf } from '../../../server/cli/exit-code.ts';
import { DomainError } from '../../../server/domain/errors.ts';
import { runCommand } from './run-command.ts';

describe('event-replay', () => {
  it('lists its commands and explains each of them', async () => {
    const overview = await runCommand('--help');
    assert.equal(overview.exitCode, 0);
    assert.match(overview.output, /^Usage: event-replay <command>.*\n {2}demo +Make a demo store/s);
    const explained = await runCommand('demo', '--help');
    assert.equal(explained.exitCode, 0);
    assert.match(explained.output, /^Usage: event-replay demo \[--out FILE\] \[--force\]/);
  });

  it('answers what it does not know with one sentence and exit code 2', async () => {
    const answers = [
      { args: [], sentence: "event-replay: no command was given; 'event-replay --help' lists them" },
      { args: ['dmeo'], sentence: "event-replay: there is no command 'dmeo'; 'event-replay --help' lists them" },
      {
        args: ['demo', '--fource'],
        sentence: "event-replay: Unknown option '--fource'; 'event-replay demo --help' lists the options",
      },
      {
        args: ['demo', 'events.db'],
        sentence: "event-replay: Unexpected argument 'events.db'; 'event-replay demo --help' lists the options",
      },
    ];
    for (const { args, sentence } of answers) {
      assert.deepEqual(await runCommand(...args), { exitCode: 2, output: '', errors: `${sentence}\n` });
    }
  });

  it('is a process that ends with that exit code', () => {
    const main = fileURLToPath(new URL('../../../server/cli/main.ts', import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'dmeo'], { encoding: 'utf8' });
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /there is no command 'dmeo'/);
  });

  it('tells a script by its exit code what went wrong', () => {
    assert.equal(exitCodeOf(new DomainError('bad-expression', 'use `and`')), 2);
    assert.equal(exitCodeOf(new DomainError('stream-not-found', 'no stream task-789')), 3);
    assert.equal(exitCodeOf(new DomainError('version-conflict', 'expected 1, found 2')), 4);
    assert.equal(exitCodeOf(new DomainError('store-busy', 'try again')), 5);
    assert.equal(exitCodeOf(new Error('EACCES')), 1);
  });
});
