import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { serveLiveReplay } from '../../debug-adapter/serve-live-replay.ts';
import { type TestService, withService } from '../server/rest/with-service.ts';
import { DebugStory } from '../support/debug-story.ts';

describe('A debug session that joins one of the service', () => {
  const stories: DebugStory[] = [];
  afterEach(() => Promise.all(stories.splice(0).map((story) => story.end())));

  const begin = async () => {
    const story = await DebugStory.begin();
    stories.push(story);
    return story;
  };
  const attached = { connectDebugger: serveLiveReplay };

  it('has the same cursor and the same breakpoints as the callers of the service', () =>
    withService(attached, async (service) => {
      const { call, sessionId } = await start(service);
      await call('POST', '/breakpoints', { position: 5 });
      await call('POST', '/breakpoints', { condition: "event_data.get('reward', 0) > 0.9" });
      await call('POST', '/move', { position: 2 });

      const story = await begin();
      story.client.on('continued', () => story.tell('somebody moves it'));
      await story.attach({ service: service.url, sessionId }, () =>
        story.setFunctionBreakpoints([{ name: 'updated' }]),
      );
      await story.move('continue, in the editor', 'continue');
      assert.equal((await call('GET', '')).position, 3);
      assert.deepEqual(
        ((await call('GET', '/breakpoints')) as { breakpoints: { event_type: string | null }[] }).breakpoints.map(
          ({ event_type }) => event_type,
        ),
        [null, null, 'updated'],
      );

      story.tell('resume, over REST');
      const stop = story.nextStop();
      await call('POST', '/resume?wait=5');
      await story.look(await stop);

      story.tell('step back, over REST');
      const back = story.nextStop();
      await call('POST', '/step-back');
      await story.look(await back);

      story.tell('remove the breakpoint on event 5, over REST');
      const removed = story.client.waitForEvent('breakpoint');
      await call('DELETE', '/breakpoints/bp_0');
      await removed;
      await story.move('continue, in the editor', 'continue');
      story.assertTranscript('attach');
    }));

  it('goes on without the editor, which takes its own breakpoints with it', () =>
    withService(attached, async (service) => {
      const { call, sessionId } = await start(service);
      await call('POST', '/breakpoints', { event_type: 'deployed' });
      const story = await begin();
      await story.attach({ service: service.url, sessionId });
      await story.setFunctionBreakpoints([{ name: 'updated' }]);
      await story.move('step', 'next');
      await story.end();
      const { breakpoints } = (await call('GET', '/breakpoints')) as { breakpoints: { event_type: string }[] };
      assert.deepEqual(
        breakpoints.map(({ event_type }) => event_type),
        ['deployed'],
      );
      assert.equal((await call('GET', '')).position, 2);
      assert.equal((await call('POST', '/step')).position, 3);
    }));

  it('is one of several: each editor sees what the other does', () =>
    withService(attached, async (service) => {
      const { sessionId } = await start(service);
      const [one, two] = [await begin(), await begin()];
      await one.attach({ service: service.url, sessionId });
      await two.attach({ service: service.url, sessionId });
      const seen = two.nextStop();
      await one.move('step', 'next');
      const stop = await two.look(await seen);
      assert.equal(stop.reason, 'step');
      assert.equal(two.lines.at(-1), one.lines.at(-1));
      const back = one.nextStop();
      await two.move('step back', 'stepBack');
      assert.match((await back).description ?? '', /event 1 /);
    }));

  it('is paused from either side', () =>
    withService(attached, async (service) => {
      const { call, sessionId } = await start(service, { follow: true });
      const story = await begin();
      await story.attach({ service: service.url, sessionId });
      const paused = story.nextStop();
      await call('POST', '/resume');
      await story.client.pauseRequest({ threadId: 1 });
      assert.equal((await paused).reason, 'pause');
      assert.equal((await call('GET', '')).state, 'paused');

      const again = story.nextStop();
      await story.client.continueRequest({ threadId: 1 });
      await call('POST', '/pause');
      assert.equal((await again).reason, 'pause');
    }));

  it('ends when the service does, and says so', async () => {
    const story = await begin();
    const ended = story.client.waitForEvent('terminated');
    await withService(attached, async (service) => {
      const { sessionId } = await start(service);
      await story.attach({ service: service.url, sessionId });
    });
    await ended;
    assert.match(story.lines.at(-1)!, /^ {2}! http:.* has ended the session\.$/);
  });

  it('answers what was asked when the service dies before it has', async () => {
    const service = createServer();
    service.on('upgrade', (_request, socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: dap\r\n\r\n');
      socket.once('data', () => socket.destroy());
    });
    await once(service.listen(0, '127.0.0.1'), 'listening');
    try {
      const story = await begin();
      const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
      const terminated = story.client.waitForEvent('terminated');
      const attaching = story.client.attachRequest({ service: url, sessionId: 'session-1' } as never);
      await assert.rejects(attaching, /The service has ended the session/);
      await terminated;
    } finally {
      service.close();
    }
  });

  it('says what is wrong with the session, the token or the service', () =>
    withService({ ...attached, token: 'secret-token' }, async (service) => {
      const story = await begin();
      const attach = (args: object) => story.client.attachRequest(args as DebugProtocol.AttachRequestArguments);
      await assert.rejects(attach({ service: service.url }), /launch\.json: sessionId/);
      await assert.rejects(
        attach({ service: 'events.db', sessionId: 'x' }),
        /launch\.json: service: must be the address/,
      );
      await assert.rejects(attach({ service: service.url, sessionId: 'x' }), /Send the token of the service/);
      await assert.rejects(
        attach({ service: service.url, sessionId: 'x', token: 'secret-token' }),
        /There is no session 'x'; it may have ended or expired/,
      );
      await assert.rejects(
        attach({ service: 'http://127.0.0.1:9', sessionId: 'x' }),
        /http:\/\/127\.0\.0\.1:9: the service cannot be reached .*; start it with 'event-replay serve'/,
      );
      const { sessionId } = await start(service);
      await story.attach({ service: service.url, sessionId, token: 'secret-token' } as never);
      assert.ok(!story.lines.join().includes('secret-token'));
    }));

  it('cannot be attached to where a service lets nobody', () =>
    withService({}, async (service) => {
      const { sessionId } = await start(service);
      const story = await begin();
      await assert.rejects(
        story.client.attachRequest({ service: service.url, sessionId } as never),
        /There is no GET .*debug-adapter/,
      );
    }));
});

/** A session over agent-123, and the way to call its routes. */
async function start({ fetch }: TestService, more: object = {}) {
  const send = async (method: string, path: string, body?: object) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(path, { method, ...(body && { headers, body: JSON.stringify(body) }) });
    const answer = (await response.json()) as Record<string, unknown>;
    assert.ok(response.ok, JSON.stringify(answer));
    return answer;
  };
  const { session_id } = await send('POST', '/sessions/start', { aggregate_id: 'agent-123', ...more });
  const sessionId = session_id as string;
  return {
    sessionId,
    call: (method: string, path: string, body?: object) => send(method, `/sessions/${sessionId}${path}`, body),
  };
}
