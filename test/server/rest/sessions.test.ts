import assert from 'node:assert/strict';
import { agentEvent, agentEvents, longLife } from '../../support/agent-stream.ts';
import { ask, SessionClient } from './session-client.ts';
import { withService } from './with-service.ts';

describe('A session over HTTP', () => {
  it('moves on and back, step by step, from hit to hit, and jumps', async () => {
    await withService({}, async ({ fetch }) => {
      const session = await SessionClient.start(fetch);
      await session.post('/breakpoints', { condition: "event_data.get('reward', 0) > 0.8" });
      assert.deepEqual(await session.move('/step'), ['step', 2]);
      assert.deepEqual(await session.move('/step-back'), ['step', 1]);
      assert.deepEqual(await session.move('/step-back'), ['start', 1]);
      assert.deepEqual(await session.move('/resume?wait=10'), ['breakpoint', 4, ['bp_0']]);
      assert.deepEqual(await session.move('/resume?wait=10'), ['breakpoint', 7, ['bp_0']]);
      assert.deepEqual(await session.move('/run-back?wait=10'), ['breakpoint', 4, ['bp_0']]);
      assert.deepEqual(await session.move('/move', { position: 6 }), ['goto', 6]);
      assert.deepEqual(await session.move('/move', { version: 3 }), ['goto', 3]);
      assert.deepEqual(await session.move('/move', { timestamp: '2025-09-19T13:00:55Z' }), ['goto', 5]);
      assert.deepEqual(await session.move('/move', { event_id: 'event-7' }), ['goto', 7, ['bp_0']]);
      assert.deepEqual(await session.move('/move', { to: 'last' }), ['goto', 8]);
      assert.deepEqual(await session.move('/step'), ['stopped', 8]);
      assert.deepEqual(await session.move('/step-back'), ['step', 7, ['bp_0']]);
      assert.deepEqual(await session.move('/restart'), ['entry', 1]);
    });
  });

  it('begins where it is told to', async () => {
    await withService({}, async ({ fetch }) => {
      const starts: [object, string, number][] = [
        [{ from_version: 3 }, 'paused', 3],
        [{ position: 5 }, 'paused', 5],
        [{ at: '2025-09-19T13:00:20Z' }, 'paused', 2],
        [{ stop_on_entry: false, to_version: 6 }, 'paused', 6],
      ];
      for (const [more, state, position] of starts) {
        const session = await SessionClient.start(fetch, { aggregate_id: 'agent-123', ...more });
        // What runs from the start has its own time.
        await session.post('/pause');
        let info = await session.get<{ state: string; position: number }>('');
        while (info.position < position) {
          await session.move('/resume?wait=10');
          info = await session.get('');
        }
        assert.deepEqual([info.state, info.position], [state, position], JSON.stringify(more));
      }
    });
  });

  it('stops at data and exception breakpoints, which can be listed and removed', async () => {
    const events = [...agentEvents(), agentEvent(9, 'failed', { error: 'no reward' })];
    await withService({ events }, async ({ fetch }) => {
      const session = await SessionClient.start(fetch);
      await session.post('/breakpoints', { changes: 'temperature', condition: null });
      await session.post('/breakpoints', { exception: 'failed-event' });
      await session.post('/breakpoints', { condition: "event_data['reward'] > 2" });
      assert.deepEqual(await session.move('/resume?wait=10'), ['breakpoint', 3, ['bp_0']]);
      assert.deepEqual(await session.move('/resume?wait=10'), ['breakpoint', 6, ['bp_0']]);
      const end = await session.post<{ stop: { position: number; anomalies: { message: string }[] } }>(
        '/resume?wait=10',
      );
      assert.equal(end.stop.position, 9);
      assert.match(end.stop.anomalies[0]!.message, /no reward/);
      const { breakpoints } = await session.get<{ breakpoints: Record<string, unknown>[] }>('/breakpoints');
      assert.deepEqual(
        breakpoints.map(({ id, changes, exception }) => [id, changes, exception]),
        [
          ['bp_0', 'temperature', null],
          ['bp_1', null, 'failed-event'],
          ['bp_2', null, null],
        ],
      );
      assert.match(String(breakpoints[2]!.failures), /^failed on \d+ of \d+ events: KeyError: 'reward'$/);
      await session.delete('/breakpoints/bp_0');
      assert.deepEqual(await session.move('/run-back?wait=10'), ['start', 1]);
    });
  });

  it('shows the state and what changed, here and at any other event, without moving', async () => {
    await withService({}, async ({ fetch }) => {
      const session = await SessionClient.start(fetch);
      await session.move('/move', { version: 3 });
      const here = await session.get('/state');
      assert.deepEqual([here.version, here.event_id], [3, 'event-3']);
      const status = { name: 'Support', model: 'gpt-4', temperature: 0.7, status: 'idle', reward: 0.2 };
      assert.deepEqual(here.state, status);
      assert.deepEqual((await session.get('/state?position=1')).state, {
        name: 'Support',
        model: 'gpt-4',
        temperature: 0.2,
      });
      assert.equal((await session.get('/state?position=8&path=tuned_by.step')).state, 3);
      assert.equal((await session.get('/state?path=nowhere')).state, null);
      assert.deepEqual((await session.get('/changes')).changes, [{ path: 'temperature', old: 0.2, new: 0.7 }]);
      assert.deepEqual((await session.get('/changes?position=6&aggregate_id=agent-123')).changes, [
        { path: 'temperature', old: 0.7, new: 1.7 },
        { path: 'tuned_by', new: { workflow: 'workflow-101', step: 3 } },
      ]);
      assert.equal((await session.get('')).position, 3);
      assert.deepEqual((await session.refused('GET', '/state?position=9')).slice(0, 2), [422, 'bad-position']);
      assert.deepEqual((await session.refused('GET', '/state?path=a..b')).slice(0, 2), [422, 'bad-position']);
      assert.deepEqual((await session.refused('GET', '/state?aggregate_id=task-789')).slice(0, 2), [
        422,
        'bad-position',
      ]);
    });
  });

  it('evaluates expressions, and tells their value at every event', async () => {
    await withService({}, async ({ fetch }) => {
      const session = await SessionClient.start(fetch);
      const { value, repr, type, version } = await session.post('/evaluate', {
        expression: "(state['status'], [event_type], 1.0)",
        position: 4,
      });
      assert.deepEqual(
        [value, repr, type, version],
        [['busy', ['status'], 1], "('busy', ['status'], 1.0)", 'tuple', 4],
      );
      const failed = await session.refused('POST', '/evaluate', { expression: "state['reward']" });
      assert.deepEqual(failed, [422, 'bad-expression', "KeyError: 'reward'"]);

      const first = await session.get<{ rows: { value: string }[]; next: number | null }>(
        '/watch-history?expression=state.get("reward")&limit=5',
      );
      assert.deepEqual(
        first.rows.map(({ value: text }) => text),
        ['None', '0.2', '0.2', '0.9', '0.4'],
      );
      const rest = await session.get<typeof first>(`/watch-history?expression=1/(version-7)&offset=${first.next}`);
      assert.deepEqual(
        rest.rows.map((row) => [row.value, 'error' in row]),
        [
          ['-1.0', false],
          [undefined, true],
          ['1.0', false],
        ],
      );
      assert.equal(rest.next, null);
    });
  });

  it('tells the causes and the effects of events', async () => {
    await withService({}, async ({ fetch }) => {
      const session = await SessionClient.start(fetch);
      const idsOf = (events: unknown) => (events as { event_id: string }[]).map(({ event_id }) => event_id);
      const { causes, end } = await session.get('/causes?event_id=event-6');
      assert.deepEqual([idsOf(causes), end], [['event-4'], 'root']);
      assert.deepEqual(idsOf((await session.get('/effects?event_id=event-2')).effects), ['event-3']);
      await session.move('/move', { version: 4 });
      assert.deepEqual(idsOf((await session.get('/effects')).effects), ['event-6']);
      assert.deepEqual((await session.refused('GET', '/causes?event_id=event-99')).slice(0, 2), [
        404,
        'event-not-found',
      ]);
    });
  });

  it('replays several aggregates as one, and steps in one of them', async () => {
    const taskEvents = [1, 2, 3].map((version) =>
      agentEvent(
        version * 2,
        'started',
        {},
        {
          event_id: `task-event-${version}`,
          aggregate_id: 'task-789',
          aggregate_type: 'task',
          version,
        },
      ),
    );
    await withService({ events: [...agentEvents(), ...taskEvents] }, async ({ fetch }) => {
      const session = await SessionClient.start(fetch, { aggregate_ids: ['agent-123', 'task-789'] });
      await session.move('/step', { aggregate_id: 'task-789' });
      await session.move('/step', { aggregate_id: 'task-789' });
      const info = await session.get<{ current_event: { event_id: string }; aggregate_ids: string[] }>('');
      assert.equal(info.current_event.event_id, 'task-event-2');
      assert.deepEqual(info.aggregate_ids, ['agent-123', 'task-789']);
      assert.equal((await session.get('/state?aggregate_id=agent-123')).version, 4);
      await session.move('/step-back', { aggregate_id: 'agent-123' });
      assert.equal((await session.get('/state?aggregate_id=agent-123')).version, 3);
      assert.deepEqual((await session.refused('POST', '/step', { aggregate_id: 'agent-9' })).slice(0, 2), [
        422,
        'bad-position',
      ]);
    });
  });

  it('becomes another session by its file, with breakpoints, watches and place', async () => {
    await withService({}, async ({ fetch }) => {
      const session = await SessionClient.start(fetch, { aggregate_id: 'agent-123', from_version: 2 });
      await session.post('/breakpoints', { event_type: 'agent.updated', hit_condition: '> 1' });
      await session.post('/watches', { expression: 'state.temperature' });
      await session.move('/resume?wait=10');
      const file = await session.get('/export');
      const { status, body } = await ask<{ session_id: string }>(fetch, 'POST', '/sessions/import', file);
      assert.equal(status, 200);
      const again = await SessionClient.of(fetch, body.session_id).get('/export');
      const changing = ['exported_at', 'execution_timeline'];
      for (const key of changing) {
        delete file[key];
        delete again[key];
      }
      assert.deepEqual(again, file);
      const bad = await ask(fetch, 'POST', '/sessions/import', { ...file, position: 99 });
      assert.deepEqual([bad.status, bad.body.code], [422, 'bad-position']);
      const { sessions } = (await ask<{ sessions: unknown[] }>(fetch, 'GET', '/sessions')).body;
      assert.equal(sessions.length, 2);
    });
  });

  it('answers others while a run is on its way, which can be paused and takes notice of new breakpoints', async () => {
    await withService({ events: longLife(30_000) }, async ({ fetch }) => {
      const session = await SessionClient.start(fetch);
      await session.post('/breakpoints', { condition: 'sum(state.values()) > 10 ** 9 or len(str(state)) > 10 ** 6' });
      const { state, stop } = await session.post('/resume');
      assert.deepEqual([state, stop], ['running', null]);
      const other = await SessionClient.start(fetch);
      assert.deepEqual(await other.move('/step'), ['step', 2]);
      assert.deepEqual((await session.refused('POST', '/step')).slice(0, 2), [409, 'session-running']);
      assert.equal((await session.get('')).state, 'running');
      await session.post('/breakpoints', { position: 30_000 });
      assert.equal((await session.get('')).state, 'running');
      const [reason, position] = await session.move('/pause');
      assert.equal(reason, 'pause');
      assert.ok(position > 1 && position < 30_000, `${position}`);
    });
  });

  it('lets others in, and a pause, between two events on which a condition takes long', async () => {
    await withService({ events: longLife(80) }, async ({ fetch }) => {
      const session = await SessionClient.start(fetch);
      await session.post('/breakpoints', { condition: 'sum(range(900000)) < version' });
      await session.post('/resume');
      await ask(fetch, 'GET', '/health');
      const [reason, position] = await session.move('/pause');
      assert.equal(reason, 'pause');
      assert.ok(position < 64, `${position}`);
      const history = session.get<{ rows: unknown[] }>('/watch-history?expression=sum(range(900000))&limit=30');
      let isDone = false;
      history.then(
        () => {
          isDone = true;
        },
        () => {},
      );
      await ask(fetch, 'GET', '/health');
      assert.ok(!isDone);
      assert.equal((await history).rows.length, 30);
    });
  }).timeout(60_000);

  it('waits for new events at its end when it follows', async () => {
    await withService({ readOnly: false }, async ({ fetch, store }) => {
      const session = await SessionClient.start(fetch, { aggregate_id: 'agent-123', follow: true, position: 8 });
      const resumed = await session.post('/resume');
      assert.equal(resumed.state, 'running');
      await session.post('/breakpoints', { event_type: 'retired' });
      await store.saveEvents([agentEvent(9, 'status', { reward: 0.1 }), agentEvent(10, 'retired', {})]);
      let info = await session.get<{ state: string; position: number }>('');
      while (info.state === 'running') info = await session.get('');
      assert.equal(info.position, 10);
    });
  });

  it('holds no more breakpoints and watches than it may', async () => {
    await withService({ limits: { breakpoints: 2, watches: 2 } }, async ({ fetch }) => {
      const session = await SessionClient.start(fetch);
      for (const n of [1, 2]) {
        await session.post('/breakpoints', { position: n });
        await session.post('/watches', { expression: `version == ${n}` });
      }
      await session.post('/watches', { expression: 'version == 1' });
      assert.deepEqual((await session.refused('POST', '/breakpoints', {})).slice(0, 2), [422, 'limit-reached']);
      const refused = await session.refused('POST', '/watches', { expression: 'version' });
      assert.deepEqual(refused.slice(0, 2), [422, 'limit-reached']);
      const { watches } = await session.get<{ watches: string[] }>('/watches');
      assert.deepEqual(watches, ['version == 1', 'version == 2']);
    });
  });
});
