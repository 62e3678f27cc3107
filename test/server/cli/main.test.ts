import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { COMMANDS } from '../../../server/cli/commands.ts';
import { exitCodeOf } from '../../../server/cli/exit-code.ts';
import { NegativeAnswer } from '../../../server/cli/negative-answer.ts';
import { DomainError } from '../../../server/domain/errors.ts';
import { runCommand } from './run-command.ts';

describe('event-replay', () => {
  it('lists its commands and explains each of them', async () => {
    const overview = await runCommand('--help');
    assert.equal(overview.exitCode, 0);
    assert.match(overview.output, /^Usage: event-replay <command> .*\n {2}demo +Make a demo store/s);
    for (const { name, summary } of COMMANDS) {
      assert.ok(overview.output.includes(summary), name);
      const explained = await runCommand(name, '--help');
      assert.deepEqual([explained.exitCode, explained.errors], [0, '']);
      assert.match(explained.output, new RegExp(`^Usage: event-replay ${name} .*-h, --help +show this text$`, 'ms'));
      assert.deepEqual(await runCommand('help', name), explained);
    }
  });

  it('answers what it does not know with one sentence and exit code 2', async () => {
    const answers = [
      { args: [], sentence: "event-replay: no command was given; 'event-replay --help' lists them" },
      {
        args: ['dmeo'],
        sentence: "event-replay: unknown command 'dmeo' (Did you mean demo?); 'event-replay --help' lists the commands",
      },
      {
        args: ['demo', '--fource'],
        sentence:
          "event-replay: unknown option '--fource' (Did you mean --force?); 'event-replay demo --help' lists the options",
      },
      {
        args: ['demo', 'events.db'],
        sentence:
          "event-replay: too many arguments for 'demo'. Expected 0 arguments but got 1: events.db; 'event-replay demo --help' lists the options",
      },
      {
        args: ['streams', '--store'],
        sentence:
          "event-replay: option '--store <uri>' argument missing; 'event-replay streams --help' lists the options",
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
    assert.match(stderr, /unknown command 'dmeo'/);
  });

  it('tells a script by its exit code what went wrong', () => {
    assert.equal(exitCodeOf(new DomainError('bad-expression', 'use `and`')), 2);
    assert.equal(exitCodeOf(new DomainError('stream-not-found', 'no stream task-789')), 3);
    assert.equal(exitCodeOf(new DomainError('version-conflict', 'expected 1, found 2')), 4);
    assert.equal(exitCodeOf(new DomainError('store-busy', 'try again')), 5);
    assert.equal(exitCodeOf(new NegativeAnswer('it does not hold')), 1);
    assert.equal(exitCodeOf(new Error('EACCES')), 6);
  });
});
