import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { agentEvents, longLife } from '../../support/agent-stream.ts';
import { eventsUntil, readEvents } from './read-events.ts';
import { ask, SessionClient } from './session-client.ts';
import { withService } from './with-service.ts';

const isStop = ({ event }: { event: string }) => event === 'stopped';

describe('The events of a session', () => {
  it('tell every front end of every move, log message and breakpoint, whoever made it', async () => {
    await withService({}, async ({ url, fetch }) => {
      const session = await SessionClient.start(fetch);
      const streams = [readEvents(`${url}${session.path}/events`), readEvents(`${url}${session.path}/events`)];
      for (const stream of streams) {
        const [begin] = await eventsUntil(stream, () => true);
        assert.deepEqual([begin!.event, begin!.data.state, begin!.data.position], ['session', 'paused', 1]);
      }
      await session.post('/breakpoints', { event_type: 'status', log_message: 'reward {event_data.reward}' });
      await session.post('/breakpoints', { event_type: 'updated' });
      await session.post('/resume?wait=10');
      await session.delete('/breakpoints/bp_0');
      await session.move('/step');
      for (const stream of streams) {
        const first = await eventsUntil(stream, isStop);
        assert.deepEqual(
          first.map(({ event }) => event),
          ['breakpoint', 'breakpoint', 'moving', 'log', 'stopped'],
        );
        assert.equal((first[0]!.data.breakpoint as { id: string }).id, 'bp_0');
        const { text, breakpoint_id, event_id, position } = first[3]!.data;
        assert.deepEqual([text, breakpoint_id, event_id, position], ['reward 0.2', 'bp_0', 'event-2', 2]);
        const { reason, hits, state } = first[4]!.data;
        assert.deepEqual([reason, hits, state], ['breakpoint', ['bp_1'], 'paused']);
        const second = await eventsUntil(stream, isStop);
        assert.deepEqual(
          second.map(({ event, data }) => [event, data.reason ?? null]),
          [
            ['breakpoint', 'removed'],
            ['moving', null],
            ['stopped', 'step'],
          ],
        );
        const ids = [...first, ...second].map(({ id }) => id);
        assert.deepEqual(
          ids,
          ids.map((_, index) => ids[0]! + index),
        );
      }
      await session.delete();
      for (const stream of streams) {
        assert.equal((await eventsUntil(stream, ({ event }) => event === 'ended')).at(-1)!.event, 'ended');
        assert.equal((await stream.next()).done, true);
      }
    });
  });

  it('go on where a reader was, and tell what was lost', async () => {
    await withService({ limits: { breakpoints: 5_000 } }, async ({ url, fetch }) => {
      const session = await SessionClient.start(fetch);
      await session.move('/step');
      const leave = new AbortController();
      const before = readEvents(`${url}${session.path}/events`, { signal: leave.signal });
      const [begin] = await eventsUntil(before, () => true);
      leave.abort();
      await session.move('/step');
      const missed = readEvents(`${url}${session.path}/events`, { lastEventId: begin!.id });
      assert.deepEqual(
        (await eventsUntil(missed, isStop)).map(({ id, data }) => [id - begin!.id, data.position ?? null]),
        [
          [1, null],
          [2, 3],
        ],
      );
      // More entries than are kept.
      const add = () => session.post('/breakpoints', {});
      for (let batch = 0; batch < 21; batch++) await Promise.all(Array.from({ length: 100 }, add));
      const [lost, next] = await eventsUntil(
        readEvents(`${url}${session.path}/events`, { lastEventId: begin!.id }),
        ({ event }) => event === 'breakpoint',
      );
      assert.equal(lost!.event, 'lost');
      assert.equal(next!.id, begin!.id + (lost!.data.events as number) + 1);
    });
  }).timeout(30_000);

  it('show that they are alive while nothing happens', async () => {
    await withService({ limits: { heartbeat: 20 } }, async ({ url, fetch }) => {
      const session = await SessionClient.start(fetch);
      let comments = 0;
      for await (const event of readEvents(`${url}${session.path}/events`)) {
        if ('comment' in event && event.comment === 'still here' && ++comments === 3) break;
      }
      assert.equal(comments, 3);
    });
  });

  it('count lines that are more than anybody reads', async () => {
    await withService({ events: longLife(20_000) }, async ({ url, fetch }) => {
      const session = await SessionClient.start(fetch);
      const stream = readEvents(`${url}${session.path}/events`);
      await eventsUntil(stream, () => true);
      await session.post('/breakpoints', { log_message: 'version {version}' });
      await session.post('/resume?wait=30');
      const events = await eventsUntil(stream, isStop);
      const told = events.filter(({ event }) => event === 'log').length;
      const leftOut = events
        .filter(({ event }) => event === 'left-out')
        .reduce((sum, { data }) => sum + (data.lines as number), 0);
      assert.ok(leftOut > 0);
      assert.equal(told + leftOut, 19_999);
    });
  }).timeout(30_000);

  it('cut off a reader that does not read, and nobody else', async () => {
    await withService({ limits: { streams: 2 } }, async ({ url, fetch }) => {
      const session = await SessionClient.start(fetch);
      const { hostname, port } = new URL(url);
      const idle = connect({ host: hostname, port: Number(port) });
      idle.on('error', () => {});
      idle.write(`GET ${session.path}/events HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`);
      await once(idle, 'readable');
      const reader = readEvents(`${url}${session.path}/events`);
      await eventsUntil(reader, () => true);
      const reads = eventsUntil(reader, isStop);
      const isFull = async () =>
        (await globalThis.fetch(`${url}${session.path}/events`, { method: 'GET' })).status === 429;
      assert.ok(await isFull());
      do {
        // First what lies between the two must be full: megabytes that the system keeps.
        for (let n = 0; n < 50; n++) {
          const { breakpoint_id } = await session.post('/breakpoints', { log_message: 'x'.repeat(10_000) });
          await session.delete(`/breakpoints/${breakpoint_id}`);
        }
      } while (await isFull());
      await session.move('/step');
      assert.ok((await reads).length > 100);
      idle.destroy();
    });
  }).timeout(60_000);

  it('keep a session alive, which expires when nobody uses it', async () => {
    await withService({ limits: { idle: 300 } }, async ({ url, fetch }) => {
      const kept = await SessionClient.start(fetch);
      const leave = new AbortController();
      const stream = readEvents(`${url}${kept.path}/events`, { signal: leave.signal });
      await eventsUntil(stream, () => true);
      await SessionClient.start(fetch);
      const idsOf = async () => {
        const { body } = await ask<{ sessions: { session_id: string }[] }>(fetch, 'GET', '/sessions');
        return body.sessions.map(({ session_id }) => `/sessions/${session_id}`);
      };
      let ids = await idsOf();
      assert.equal(ids.length, 2);
      while (ids.length > 1) ids = await idsOf();
      assert.deepEqual(ids, [kept.path]);
      leave.abort();
      while (ids.length > 0) ids = await idsOf();
      assert.equal((await kept.refused('GET', ''))[0], 404);
    });
  });

  it('are open to so many readers at once', async () => {
    await withService({ events: agentEvents(), limits: { streams: 1 } }, async ({ url, fetch }) => {
      const session = await SessionClient.start(fetch);
      const first = readEvents(`${url}${session.path}/events`);
      await first.next();
      assert.deepEqual((await session.refused('GET', '/events')).slice(0, 2), [429, 'too-many-streams']);
    });
  });
});
