import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { COMMANDS } from '../../server/cli/commands.ts';
import { EXIT_CODES } from '../../server/cli/exit-code.ts';
import { type Outcome, runIn, TERMINAL } from '../server/cli/run-command.ts';
import { temporaryFolder } from '../server/stores/temporary-folder.ts';

const page = readFileSync(path.join(import.meta.dirname, '../../docs/cli.md'), 'utf8');

/** What the page types into its shell, one after the other, and what comes back. */
const SESSION = [...page.matchAll(/```console\n(.*?)```/gs)].flatMap(([, block]) =>
  block!
    .split(/^\$ /m)
    .slice(1)
    .map((each) => [each.slice(0, each.indexOf('\n')), each.slice(each.indexOf('\n') + 1)] as const),
);

describe('docs/cli.md', () => {
  const file = temporaryFolder();

  it('has examples that print what it says', async () => {
    const home = process.cwd();
    process.chdir(file(''));
    try {
      const shell = new Shell();
      for (const [line, output] of SESSION) assert.equal(await shell.type(line), inThisFolder(output), line);
    } finally {
      process.chdir(home);
    }
  }).timeout(60_000);

  it('speaks of every command and every exit code', () => {
    for (const { name } of COMMANDS) assert.match(page, new RegExp(`\`${name}[\` ]|## ${name}`), name);
    const codes = [...page.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
    assert.deepEqual(
      codes,
      Object.values(EXIT_CODES).sort((a, b) => a - b),
    );
  });

  /** The page stands in a folder of its own. */
  function inThisFolder(output: string): string {
    return output.replaceAll('/home/me', process.cwd());
  }
});

/** As much of a shell as the page needs: quotes, a pipe, a variable, the last exit code. */
class Shell {
  readonly #env: Record<string, string> = {};
  #last = 0;

  async type(line: string): Promise<string> {
    if (line === 'echo $?') return `${this.#last}\n`;
    const [, name, value] = /^export (\w+)=(.*)$/.exec(line) ?? [];
    if (name !== undefined) {
      this.#env[name] = value!;
      return '';
    }
    let input = '';
    let outcome: Outcome | undefined;
    const commands = line.split(' | ');
    for (const [index, command] of commands.entries()) {
      const [program, ...args] = wordsOf(command);
      assert.equal(program, 'event-replay');
      const world = index === commands.length - 1 ? TERMINAL : {};
      outcome = await runIn({ ...world, env: this.#env, input }, ...args);
      input = outcome.output;
    }
    this.#last = outcome!.exitCode;
    return outcome!.output + outcome!.errors;
  }
}

function wordsOf(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare!,
  );
}
