import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { longLife } from '../../support/agent-stream.ts';
import { storeFile } from '../../support/store-file.ts';

const CLI = path.join(import.meta.dirname, '../../../dist/cli.js');

describe('The event-replay process', () => {
  let store: { path: string; remove(): Promise<void> };
  before(async () => {
    store = await storeFile(longLife(3_000));
  });
  after(() => store.remove());

  const env = () => ({ ...process.env, EVENT_STORE_URL: store.path });
  const run = (args: string[], more: Record<string, string> = {}) =>
    spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8', env: { ...env(), ...more } });

  it('answers with its output, its errors and its exit code', () => {
    const { status, stdout, stderr } = run(['replay', '--aggregate', 'agent-123', '--expect', 'state.reward == 1']);
    assert.equal(status, 1);
    assert.deepEqual(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).kind),
      ['failure', 'end'],
    );
    assert.equal(stderr, 'event-replay: an expectation does not hold\n');
  });

  it('has colours when they are forced, and none in a pipe', () => {
    const args = ['streams', '--no-json'];
    assert.ok(run(args, { FORCE_COLOR: '1' }).stdout.startsWith('\u001b[1maggregate'));
    assert.ok(run(args).stdout.startsWith('aggregate  '));
  });

  it('ends without a word when its reader has seen enough', async () => {
    const child = spawn(process.execPath, [CLI, 'events', '--all'], { env: env(), stdio: ['ignore', 'pipe', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (data) => {
      errors += data;
    });
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const [code] = await once(child, 'exit');
    assert.deepEqual([code, errors], [141, '']);
  });

  it('ends with exit code 130 when it is interrupted at work', async function () {
    if (process.platform === 'win32') return this.skip();
    const args = ['replay', '--aggregate', 'agent-123', '--break-on-change', 'reward'];
    const child = spawn(process.execPath, [CLI, ...args], { env: env(), stdio: ['ignore', 'pipe', 'pipe'] });
    await interruptedAtWork(child);
    const [code] = await once(child, 'exit');
    assert.equal(code, 130);
  });

  it('ends with exit code 130 when it is interrupted while it waits for its input', async function () {
    if (process.platform === 'win32') return this.skip();
    const args = ['import', '--store', path.join(path.dirname(store.path), 'other.db'), '--in', '-'];
    const child = spawn(process.execPath, [CLI, ...args], { env: env(), stdio: ['pipe', 'pipe', 'pipe'] });
    // It has read what was written: it waits for more.
    for (let line = 0; line < 2; line++)
      await new Promise((written) => child.stdin.write('{}\n'.repeat(50_000), written));
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    assert.equal(code, 130);
  });
});

/** Waits until the process prints, holds it there by not reading on, and interrupts it. */
async function interruptedAtWork(child: ChildProcess): Promise<void> {
  await once(child.stdout!, 'readable');
  child.kill('SIGINT');
  child.stdout!.resume();
}
