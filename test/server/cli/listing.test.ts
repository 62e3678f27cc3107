import assert from 'node:assert/strict';
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { agentEvents } from '../../support/agent-stream.ts';
import { DebugStory } from '../../support/debug-story.ts';
import { storeFile } from '../../support/store-file.ts';
import { runCommand } from './run-command.ts';

describe('event-replay listing', () => {
  let store: { path: string; remove(): Promise<void> };
  before(async () => {
    store = await storeFile(agentEvents());
  });
  after(() => store.remove());

  const list = (...more: string[]) => runCommand('listing', '--store', store.path, '--aggregate', 'agent-123', ...more);

  it('writes the stream as a read-only file, one event a line, as often as it is told', async () => {
    const first = await list();
    assert.deepEqual([first.exitCode, first.errors], [0, '']);
    const path = first.output.trimEnd();
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    assert.equal(lines.length, 8);
    assert.match(lines[5]!, /agent\.updated +\{"temperature":1\.7/);
    assert.equal((await stat(path)).mode & 0o222, 0);
    assert.deepEqual(await list('--position', '8'), first);
  });

  it('does not touch a file that says the same already, and writes what has changed', async () => {
    const path = (await list()).output.trimEnd();
    const { mtimeMs, ino } = await stat(path);
    await list();
    assert.deepEqual(pick(await stat(path)), { mtimeMs, ino });
    const text = await readFile(path, 'utf8');
    await chmod(path, 0o644);
    await writeFile(path, 'of an older store');
    await list();
    assert.equal(await readFile(path, 'utf8'), text);
  });

  it('writes into folders of the user’s own alone, and through no link', async () => {
    const path = (await list()).output.trimEnd();
    const elsewhere = await mkdtemp(join(tmpdir(), 'event-replay-elsewhere-'));
    try {
      const secret = join(elsewhere, 'secret');
      await writeFile(secret, 'mine');
      await rm(path);
      await symlink(secret, path);
      await chmod(dirname(path), 0o777);
      assert.equal((await list()).exitCode, 0);
      assert.equal(await readFile(secret, 'utf8'), 'mine');
      assert.equal((await readFile(path, 'utf8')).split('\n').length, 9);
      assert.equal((await stat(dirname(path))).mode & 0o777, 0o700);

      await rm(dirname(path), { recursive: true });
      await symlink(elsewhere, dirname(path));
      const { exitCode, errors } = await list();
      assert.notEqual(exitCode, 0);
      assert.match(errors, /is no folder of yours: remove it, or set TMPDIR to a folder of your own/);
      assert.deepEqual(await readdir(elsewhere), ['secret']);
    } finally {
      await rm(dirname(path), { recursive: true });
      await rm(elsewhere, { recursive: true });
    }
  });

  it('names the file in which a session of another editor stops', async () => {
    const path = (await list()).output.trimEnd();
    const story = await DebugStory.begin({ client: { adapterID: 'event-replay', clientID: 'neovim' } });
    try {
      await story.launch({ store: store.path, aggregateId: 'agent-123' }, () =>
        story.setBreakpoints({ path }, [{ line: 5 }]),
      );
      const stop = await story.move('continue', 'continue');
      assert.deepEqual(stop.hitBreakpointIds, [1]);
      assert.equal((await story.frames())[0]!.source!.path, path);
    } finally {
      await story.end();
    }
  });

  const refused: [string, string[], number, RegExp][] = [
    ['no store', ['--aggregate', 'agent-123'], 2, /no store was named/],
    [
      'a position that is none',
      ['--store', 'S', '--aggregate', 'agent-123', '--position', '0'],
      2,
      /argument '0' is invalid\. It takes a whole number from 1/,
    ],
    ['a position behind the end', ['--store', 'S', '--aggregate', 'agent-123', '--position', '9'], 2, /has 8 events/],
    ['an unknown aggregate', ['--store', 'S', '--aggregate', 'agent-999'], 3, /no events of an aggregate 'agent-999'/],
    ['a store that does not exist', ['--store', '/nowhere.db', '--aggregate', 'agent-123'], 3, /nowhere\.db/],
  ];
  for (const [name, args, code, message] of refused) {
    it(`says what is wrong: ${name}`, async () => {
      const { exitCode, errors } = await runCommand('listing', ...args.map((arg) => (arg === 'S' ? store.path : arg)));
      assert.equal(exitCode, code);
      assert.match(errors, message);
    });
  }
});

function pick({ mtimeMs, ino }: { mtimeMs: number; ino: number }) {
  return { mtimeMs, ino };
}
