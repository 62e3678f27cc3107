import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_LIMITS } from '../../../server/rest/limits.ts';
import { LiveSessions } from '../../../server/rest/sessions/live-sessions.ts';
import { StartSession } from '../../../server/rest/sessions/start-session.ts';
import { startService } from '../../../server/rest/start-service.ts';
import { openStore } from '../../../server/stores/open-store.ts';
import { agentEvents, longLife } from '../../support/agent-stream.ts';
import { storeFile } from '../../support/store-file.ts';
import { checkedFetch } from './checked-fetch.ts';
import { eventsUntil, readEvents } from './read-events.ts';
import { ask, SessionClient } from './session-client.ts';
import { withService } from './with-service.ts';

describe('The life of sessions', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'event-replay-rest-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is for so many at once, also when they are started at the same time', async () => {
    await withService({ limits: { sessions: 3 } }, async ({ fetch }) => {
      const start = () => ask(fetch, 'POST', '/sessions/start', { aggregate_id: 'agent-123' });
      const answers = await Promise.all(Array.from({ length: 8 }, start));
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 200, 429, 429, 429, 429, 429]);
      const { body } = await ask(fetch, 'GET', '/health');
      assert.equal(body.active_sessions, 3);
      const id = answers.find(({ status }) => status === 200)!.body.session_id;
      assert.equal((await ask(fetch, 'DELETE', `/sessions/${id}`)).status, 200);
      assert.equal((await start()).status, 200);
    });
  });

  it('does not begin when a session cannot be started', async () => {
    await withService({}, async ({ fetch }) => {
      const bad = { aggregate_id: 'agent-123', position: 99 };
      assert.equal((await ask(fetch, 'POST', '/sessions/start', bad)).status, 422);
      assert.deepEqual((await ask(fetch, 'GET', '/sessions')).body, { sessions: [] });
    });
  });

  it('is shared with a front end in this process, which holds the session until it lets go', async () => {
    const file = await storeFile(agentEvents());
    const store = await openStore(file.path);
    const sessions = new LiveSessions({ store, limits: { sessions: 5, idle: 100 } });
    const { app, url } = await startService({ store, sessions }, { port: 0 });
    try {
      const fetch = await checkedFetch(url);
      const session = await sessions.open(StartSession.parse({ aggregate_id: 'agent-123' }));
      const attached = session.attach();
      const client = SessionClient.of(fetch, session.id);
      await attached.replay.start();
      assert.deepEqual(await client.move('/step'), ['step', 2]);
      assert.equal(attached.replay.position, 2);
      const heard: string[] = [];
      attached.replay.listen({ stopped: ({ reason, position }) => heard.push(`${reason} ${position}`) });
      await client.move('/step-back');
      assert.deepEqual(heard, ['step 1']);
      await attached.replay.stepForward();
      assert.equal((await client.get('')).position, 2);
      assert.equal(session.idleFor, 0);
      await attached.close();
      while (sessions.size > 0) await new Promise((resolve) => setImmediate(resolve));
    } finally {
      await app.close();
      await store.close();
      await file.remove();
    }
  });

  it('ends with the service, which saves the sessions and ends the streams', async () => {
    const file = await storeFile(longLife(20_000));
    const store = await openStore(file.path);
    const { app, url } = await startService({ store, saveSessionsTo: join(folder, 'saved') }, { port: 0 });
    const fetch = await checkedFetch(url);
    const [waiting, running] = [await SessionClient.start(fetch), await SessionClient.start(fetch)];
    await waiting.move('/move', { version: 7 });
    await waiting.post('/watches', { expression: 'state.reward' });
    await running.post('/breakpoints', { condition: 'len(str(state)) > 10 ** 6' });
    const stream = readEvents(`${url}${running.path}/events`);
    await eventsUntil(stream, () => true);
    const run = running.post('/resume?wait=30');
    await eventsUntil(stream, ({ event }) => event === 'moving');
    await app.close();
    assert.equal((await run).state, 'stopped');
    await eventsUntil(stream, ({ event }) => event === 'stopped');
    for await (const event of stream) assert.ok('comment' in event);
    await store.close();
    await file.remove();
    const files = await readdir(join(folder, 'saved'));
    assert.deepEqual(files.sort(), [waiting, running].map(({ path }) => `${path.split('/').at(-1)}.json`).sort());
    const saved = JSON.parse(await readFile(join(folder, `saved/${waiting.path.split('/').at(-1)}.json`), 'utf8'));
    assert.deepEqual(
      [saved.position, saved.watched_values, saved.aggregate_id],
      [7, { 'state.reward': 0.06 }, 'agent-123'],
    );
  });

  describe('with code that callers name', () => {
    const PROJECTION = `export const initialState = { seen: 0 };
export function apply(state, event) { return { seen: state.seen + 1 }; }
`;

    it('is refused unless the service was started with it', async () => {
      await withService({}, async ({ fetch }) => {
        for (const more of [{ projection: 'seen.mjs' }, { upcasters: ['lift.mjs'] }, { schemas: 'schemas' }]) {
          const { status, body } = await ask(fetch, 'POST', '/sessions/start', { aggregate_id: 'agent-123', ...more });
          assert.deepEqual([status, body.code], [403, 'projections-not-allowed'], JSON.stringify(more));
        }
      });
    });

    it('runs what is below the folder of the service, and nothing else', async () => {
      await mkdir(join(folder, 'inside'));
      await writeFile(join(folder, 'inside/seen.mjs'), PROJECTION);
      await writeFile(join(folder, 'outside.mjs'), PROJECTION);
      await withService({ projectionFolder: join(folder, 'inside') }, async ({ fetch }) => {
        const session = await SessionClient.start(fetch, { aggregate_id: 'agent-123', projection: 'seen.mjs' });
        await session.move('/move', { version: 5 });
        assert.deepEqual((await session.get('/state')).state, { seen: 5 });
        await writeFile(join(folder, 'inside/seen.mjs'), PROJECTION.replace('+ 1', '+ 2'));
        await session.post('/restart');
        assert.deepEqual((await session.get('/state')).state, { seen: 2 });
        for (const projection of ['../outside.mjs', join(folder, 'outside.mjs'), 'nowhere.mjs']) {
          const { status, body } = await ask(fetch, 'POST', '/sessions/start', {
            aggregate_id: 'agent-123',
            projection,
          });
          assert.deepEqual([status, body.code], [422, 'bad-launch'], projection);
        }
      });
    });
  });

  it('has limits that fit together: what is told in a second fits before a reader', () => {
    assert.ok(DEFAULT_LIMITS.pendingBytes > 2 * 200_000);
  });
});
