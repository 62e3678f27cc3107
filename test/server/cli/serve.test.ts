import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { agentEvents } from '../../support/agent-stream.ts';
import { storeFile } from '../../support/store-file.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';
import { type Outcome, runIn, type World } from './run-command.ts';

describe('event-replay serve', () => {
  const file = temporaryFolder();
  let store: Awaited<ReturnType<typeof storeFile>>;

  before(async () => {
    store = await storeFile(agentEvents());
  });
  after(() => store.remove());

  /** Runs the service on a free port, for the time of `work`. */
  async function serving(args: string[], world: World, work: (url: string) => Promise<void>): Promise<Outcome> {
    const end = new AbortController();
    let outcome: Promise<Outcome> | undefined;
    const line = await new Promise<string>((resolve, reject) => {
      outcome = runIn(
        { ...world, signal: end.signal, onPrint: resolve },
        ...['serve', '--store', store.path, '--port', '0', ...args],
      );
      outcome.then(({ errors }) => reject(new Error(errors)), reject);
    });
    try {
      await work(/http:\S+$/.exec(line)![0]);
    } finally {
      end.abort();
    }
    return outcome!;
  }

  it('offers the store until Ctrl+C, logging what was asked', async () => {
    const { exitCode, output, errors } = await serving([], {}, async (url) => {
      assert.equal((await fetch(`${url}/health`)).status, 200);
    });
    assert.equal(exitCode, 0);
    assert.match(output, /^Event replay of sqlite:.*events\.db at http:\/\/127\.0\.0\.1:\d+\n$/);
    const lines = errors
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.ok(lines.some(({ route, status }) => route === '/health' && status === 200));
  });

  it('takes the token from the environment or a file', async () => {
    await writeFile(file('token'), 'of-the-file\n');
    const worlds: [string[], Record<string, string>, string][] = [
      [[], { EVENT_REPLAY_TOKEN: 'of-the-environment' }, 'of-the-environment'],
      [['--token-file', file('token')], { EVENT_REPLAY_TOKEN: 'of-the-environment' }, 'of-the-file'],
    ];
    for (const [args, env, token] of worlds) {
      await serving([...args, '--log-level', 'off'], { env }, async (url) => {
        assert.equal((await fetch(`${url}/sessions`)).status, 401);
        const headers = { authorization: `Bearer ${token}` };
        assert.equal((await fetch(`${url}/sessions`, { headers })).status, 200);
      });
    }
  });

  it('says in one sentence what cannot be', async () => {
    const refused: [string[], number, RegExp][] = [
      [
        ['--host', '0.0.0.0'],
        2,
        /^event-replay: Others can reach 0\.0\.0\.0: set a token, or listen on 127\.0\.0\.1\n$/,
      ],
      [['--port', 'http'], 2, /--port/],
      [['--token-file', file('nowhere')], 2, /^event-replay: The token cannot be read: ENOENT/],
      [['--token-file', store.path.replace('events.db', '')], 2, /^event-replay: The token cannot be read: EISDIR/],
    ];
    for (const [args, exitCode, sentence] of refused) {
      const outcome = await runIn({}, 'serve', '--store', store.path, ...args);
      assert.equal(outcome.exitCode, exitCode, outcome.errors);
      assert.match(outcome.errors, sentence);
    }
  });
});
