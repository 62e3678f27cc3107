import assert from 'node:assert/strict';
import type { Event } from '../../../server/domain/event.ts';
import type { Projection } from '../../../server/projections/projection.ts';
import { shallowMerge } from '../../../server/projections/shallow-merge.ts';
import { ReplaySession } from '../../../server/replay/replay-session.ts';
import { exportSession } from '../../../server/replay/session-file.ts';
import type { SessionOptions } from '../../../server/replay/session-options.ts';
import { timeline } from '../../../server/replay/timeline.ts';
import { MemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { agentEvents, longLife } from '../../support/agent-stream.ts';

async function open(events: readonly Event[] = agentEvents(), options: Partial<SessionOptions> = {}) {
  const store = new MemoryStore();
  await store.saveEvents(events);
  return ReplaySession.open({ store, aggregateId: 'agent-123', ...options });
}

async function started(events?: readonly Event[], options?: Partial<SessionOptions>) {
  const session = await open(events, options);
  await session.start();
  return session;
}

describe('ReplaySession', () => {
  it('pauses on the first event', async () => {
    const session = await open();
    assert.equal(session.state, 'idle');
    assert.deepEqual(await session.start(), {
      reason: 'entry',
      direction: 'forward',
      position: 1,
      hits: [],
      anomalies: [],
    });
    assert.equal(session.state, 'paused');
    assert.equal(session.view?.event.event_type, 'created');
    assert.deepEqual({ ...session.view?.state }, { name: 'Support', model: 'gpt-4', temperature: 0.2 });
  });

  it('says which aggregate is unknown', async () => {
    await assert.rejects(open(agentEvents(), { aggregateId: 'agent-999' }), {
      code: 'stream-not-found',
      message: /agent-999/,
    });
  });

  describe('stepping', () => {
    it('moves exactly one event, and undoes exactly one', async () => {
      const session = await started();
      assert.equal((await session.stepForward()).position, 2);
      assert.equal((await session.stepForward()).position, 3);
      assert.equal(session.view?.state.temperature, 0.7);
      assert.equal(session.view?.before.temperature, 0.2);
      const back = await session.stepBack();
      assert.deepEqual(back, { reason: 'step', direction: 'back', position: 2, hits: [], anomalies: [] });
      assert.equal(session.view?.state.temperature, 0.2);
    });

    it('stays on the first event when there is nothing before it', async () => {
      const session = await started();
      assert.equal((await session.stepBack()).reason, 'start');
      assert.equal(session.position, 1);
    });

    it('is stopped when it is moved on from the end, and is woken by a step back', async () => {
      const session = await started();
      await session.moveTo('last');
      assert.equal((await session.stepForward()).reason, 'stopped');
      assert.equal(session.state, 'stopped');
      assert.equal((await session.stepBack()).position, 7);
      assert.equal(session.state, 'paused');
    });

    it('says which breakpoints the event hits that it stepped to', async () => {
      const session = await started();
      const { id } = session.breakpoints.add({ event_type: 'agent.status' });
      assert.deepEqual((await session.stepForward()).hits, [id]);
    });
  });

  describe('running', () => {
    it('goes to the next hit of a type in either spelling, then to the end', async () => {
      for (const event_type of ['agent.updated', 'updated', '*.upd?ted']) {
        const session = await started();
        session.breakpoints.add({ event_type });
        assert.equal((await session.runForward()).position, 3);
        assert.equal((await session.runForward()).position, 6);
        const end = await session.runForward();
        assert.deepEqual([end.reason, end.position], ['end', 8]);
        assert.equal((await session.runForward()).reason, 'stopped');
      }
    });

    it('goes to the previous hit, then to the start', async () => {
      const session = await started();
      session.breakpoints.add({ condition: "event_data.get('reward', 0) > 0.8" });
      await session.moveTo('last');
      const stops = [await session.runBack(), await session.runBack(), await session.runBack()];
      assert.deepEqual(
        stops.map(({ reason, position, direction }) => [reason, position, direction]),
        [
          ['breakpoint', 7, 'back'],
          ['breakpoint', 4, 'back'],
          ['start', 1, 'back'],
        ],
      );
    });

    it('finds who changed a field by going back', async () => {
      const session = await started();
      session.breakpoints.add({ condition: "changed('temperature')" });
      await session.moveTo('last');
      assert.equal((await session.runBack()).position, 6);
      assert.deepEqual([session.view?.before.temperature, session.view?.state.temperature], [0.7, 1.7]);
    });

    it('stops on the first event when that is a hit and the session was not started', async () => {
      const session = await open();
      session.breakpoints.add({ position: 1 });
      assert.deepEqual((await session.runForward()).position, 1);
    });

    it('does not stop at a breakpoint that is switched off', async () => {
      const session = await started();
      session.breakpoints.add({ event_type: 'updated', enabled: false });
      assert.equal((await session.runForward()).reason, 'end');
    });

    it('runs to a position in either direction, and stops at hits on the way', async () => {
      const session = await started();
      assert.deepEqual(await session.runTo(5), {
        reason: 'goto',
        direction: 'forward',
        position: 5,
        hits: [],
        anomalies: [],
      });
      session.breakpoints.add({ event_id: 'event-3' });
      assert.deepEqual((await session.runTo(2)).position, 3);
      assert.deepEqual((await session.runTo(2)).position, 2);
    });

    it('answers a pause in the middle of a run, in either direction', async () => {
      let session: ReplaySession | undefined;
      session = await started(longLife(20_000));
      session.listen({ progress: () => session?.pause() });
      session.breakpoints.add({ condition: 'sum(range(2000)) < 0' });
      const forward = await session.runForward();
      assert.equal(forward.reason, 'pause');
      assert.ok(forward.position > 1 && forward.position < 20_000);
      assert.equal(session.state, 'paused');
      assert.equal(session.view?.position, forward.position);
      await session.moveTo('last');
      const back = await session.runBack();
      assert.deepEqual([back.reason, back.direction], ['pause', 'back']);
      assert.ok(back.position > 1 && back.position < 20_000);
    });

    it('takes one movement at a time', async () => {
      const session = await started();
      const running = session.runForward();
      await assert.rejects(session.stepForward(), { code: 'session-running' });
      assert.equal((await running).reason, 'end');
    });
  });

  describe('hit counts', () => {
    const hitsOf = async (hit_condition: string, direction: 'forward' | 'back') => {
      const session = await started(longLife(3_000));
      session.breakpoints.add({ event_type: 'updated', hit_condition });
      if (direction === 'back') await session.moveTo('last');
      const positions: number[] = [];
      for (;;) {
        const stop = direction === 'forward' ? await session.runForward() : await session.runBack();
        if (stop.reason !== 'breakpoint') return positions.sort((a, b) => a - b);
        positions.push(stop.position);
      }
    };

    for (const hit_condition of ['== 150', '% 100', '> 298', '<= 2']) {
      it(`mean the same events in both directions: ${hit_condition}`, async () => {
        const forward = await hitsOf(hit_condition, 'forward');
        assert.ok(forward.length > 0);
        // Going back starts on the last event, which is left behind when it is a hit itself.
        assert.deepEqual(
          await hitsOf(hit_condition, 'back'),
          forward.filter((position) => position < 3_000),
        );
      });
    }

    it('count from the start of the stream after a jump', async () => {
      const session = await started(longLife(3_000));
      session.breakpoints.add({ event_type: 'updated', hit_condition: '250' });
      await session.moveTo({ position: 2_345 });
      assert.equal((await session.runForward()).position, 2_500);
    });

    it('are refused with an example when they are none', async () => {
      const session = await started();
      assert.throws(() => session.breakpoints.add({ hit_condition: 'often' }), {
        code: 'bad-breakpoint',
        message: /% 10/,
      });
    });
  });

  describe('log messages', () => {
    it('are printed once per event passed forward, and never stop', async () => {
      const lines: string[] = [];
      const session = await started(agentEvents());
      session.listen({ log: ({ text, position }) => lines.push(`${position}: ${text}`) });
      session.breakpoints.add({ event_type: 'status', log_message: "reward {event_data['reward']} {{as is}}" });
      await session.stepForward();
      assert.equal((await session.runForward()).reason, 'end');
      await session.runBack();
      assert.deepEqual(lines, [
        '2: reward 0.2 {as is}',
        '4: reward 0.9 {as is}',
        '5: reward 0.4 {as is}',
        '7: reward 0.95 {as is}',
      ]);
    });
  });

  describe('what the projection prints', () => {
    const printing: Projection = {
      ...shallowMerge,
      printed: ({ version }) => [
        { text: `on ${version}\n`, stream: 'stdout' },
        { text: `of ${version}\n`, stream: 'stderr' },
      ],
    };

    it('is reported once per event passed forward, before its log messages', async () => {
      const lines: string[] = [];
      const session = await open(agentEvents(), { projection: printing });
      session.listen({
        print: ({ text }, { position, event }) => lines.push(`${position} ${event.event_type}: ${text.trim()}`),
        log: ({ text }) => lines.push(text),
      });
      await session.start();
      session.breakpoints.add({ position: 2, log_message: 'second' });
      session.breakpoints.add({ position: 4 });
      await session.stepForward();
      await session.whatIf([{ kind: 'skip', aggregate_id: 'agent-123', position: 3 }]);
      assert.equal((await session.runForward()).position, 4);
      await session.runBack();
      await session.moveTo({ position: 4 });
      await session.stepBack();
      await session.stepForward();
      const of = (position: number, type: string) => [
        `${position} ${type}: on ${position}`,
        `${position} ${type}: of ${position}`,
      ];
      const second = [...of(2, 'status'), 'second'];
      assert.deepEqual(lines, [...of(1, 'created'), ...second, ...of(4, 'status'), ...of(4, 'status')]);
    });

    it('is reported also by a run that could ask the store for its hits', async () => {
      const positions: number[] = [];
      const session = await open(agentEvents(), { projection: printing });
      session.listen({ print: ({ stream }, { position }) => stream === 'stdout' && positions.push(position) });
      await session.start();
      session.breakpoints.add({ event_type: 'deployed' });
      assert.equal((await session.runForward()).reason, 'breakpoint');
      assert.deepEqual(positions, [1, 2, 3, 4, 5, 6, 7, 8]);
    });
  });

  describe('a condition', () => {
    it('that cannot be right is refused when it is set', async () => {
      const session = await started();
      assert.throws(() => session.breakpoints.add({ condition: 'reward >' }), { code: 'bad-expression' });
      assert.throws(() => session.breakpoints.add({ condition: 'rewrad > 1' }), {
        message: /name 'rewrad' is not defined/,
      });
      assert.deepEqual(session.breakpoints.list(), []);
    });

    it('that fails on some events counts as false there, and keeps count', async () => {
      const session = await started();
      const breakpoint = session.breakpoints.add({ condition: "event_data['reward'] > 0.8" });
      assert.equal((await session.runForward()).position, 4);
      assert.deepEqual(breakpoint.record, { evaluated: 3, failed: 1, lastFailure: "KeyError: 'reward'" });
    });
  });

  describe('jumping', () => {
    it('goes to a position, a version, a time, an event, the first and the last', async () => {
      const session = await started();
      const jumps = [
        [{ position: 5 }, 5],
        [{ version: 2 }, 2],
        [{ timestamp: '2025-09-19T13:01:05Z' }, 6],
        [{ event_id: 'event-7' }, 7],
        ['first', 1],
        ['last', 8],
      ] as const;
      for (const [target, position] of jumps) assert.equal((await session.moveTo(target)).position, position);
    });

    it('refuses what is not there and stays where it was', async () => {
      const session = await started();
      await assert.rejects(session.moveTo({ position: 9 }), { code: 'bad-position', message: /events 1 to 8/ });
      await assert.rejects(session.moveTo({ version: 17 }), { code: 'bad-position' });
      await assert.rejects(session.moveTo({ timestamp: '2001-01-01' }), { code: 'bad-position' });
      assert.equal(session.position, 1);
      assert.equal(session.state, 'paused');
    });
  });

  describe('a range of versions', () => {
    it('is walked alone, over the state of all that came before', async () => {
      const session = await started(agentEvents(), { fromVersion: 4, toVersion: 6 });
      assert.equal(session.position, 4);
      assert.equal(session.view?.state.temperature, 0.7);
      assert.equal((await session.stepBack()).reason, 'start');
      assert.equal((await session.runForward()).position, 6);
      await assert.rejects(session.moveTo({ position: 7 }), { code: 'bad-position' });
      await assert.rejects(session.moveTo({ position: 2 }), { code: 'bad-position' });
    });

    it('without an event says where the stream ends', async () => {
      await assert.rejects(open(agentEvents(), { fromVersion: 9 }), { code: 'bad-position', message: /version 8/ });
    });
  });

  describe('watches', () => {
    it('have the value at the position, or the error in its place', async () => {
      const session = await started();
      session.watches.add("event_data.get('reward', 0)");
      session.watches.add("event_data['reward']");
      session.watches.add('reward >');
      session.watches.add("event_data['reward']");
      const values = session.watches.values(session.view);
      assert.deepEqual([...values.keys()], ["event_data.get('reward', 0)", "event_data['reward']", 'reward >']);
      assert.deepEqual(values.get("event_data.get('reward', 0)"), { value: 0 });
      assert.deepEqual(values.get("event_data['reward']"), { error: "KeyError: 'reward'" });
      assert.match(JSON.stringify(values.get('reward >')), /SyntaxError/);
    });
  });

  it('tells its timeline: the events that were passed, and where breakpoints were hit', async () => {
    const session = await started();
    session.breakpoints.add({ event_type: 'updated' });
    await session.runForward();
    await session.stepBack();
    const entries = await Array.fromAsync(timeline(session));
    assert.deepEqual(
      entries.map(({ version, event_type, breakpoint_hit }) => [version, event_type, breakpoint_hit]),
      [
        [1, 'created', false],
        [2, 'status', false],
        [3, 'updated', true],
      ],
    );
    assert.deepEqual(Object.keys(entries[0]!), ['event_id', 'event_type', 'version', 'timestamp', 'breakpoint_hit']);
  });

  it("exports the reference's keys, and its state beside them", async () => {
    const session = await started();
    session.breakpoints.add({ event_type: 'agent.updated' });
    session.watches.add("event_data['reward']");
    await session.runForward();
    const file = await exportSession(session);
    const expected = ['aggregate_id', 'from_version', 'breakpoints', 'execution_timeline', 'variable_watches'];
    for (const key of [...expected, 'final_state', 'last_error', 'exported_at']) assert.ok(key in file, key);
    assert.equal(file.final_state, 'paused');
    assert.deepEqual({ ...file.watched_values }, { "event_data['reward']": "Error: KeyError: 'reward'" });
    assert.equal(file.state.temperature, 0.7);
    assert.equal(JSON.parse(JSON.stringify(file)).execution_timeline.length, 3);
  });

  it('restarts on the first event with what arrived since', async () => {
    const store = new MemoryStore();
    await store.saveEvents(agentEvents());
    const session = await ReplaySession.open({ store, aggregateId: 'agent-123' });
    await session.start();
    await session.moveTo('last');
    await store.saveEvent({ ...agentEvents()[7]!, event_id: 'event-9', version: 9 });
    assert.equal((await session.restart()).position, 1);
    assert.equal((await session.runForward()).position, 9);
  });

  it('never gives a breakpoint the id of one that was removed', async () => {
    const session = await started();
    const first = session.breakpoints.add({ event_type: 'updated' });
    assert.equal(first.id, 'bp_0');
    assert.equal(session.breakpoints.remove('bp_0'), true);
    assert.equal(session.breakpoints.remove('bp_0'), false);
    assert.equal(session.breakpoints.add({}).id, 'bp_1');
  });
});
