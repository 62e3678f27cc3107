import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Event } from '../../../server/domain/event.ts';
import type { JsonObject } from '../../../server/domain/json.ts';
import type { BreakpointSpec } from '../../../server/replay/breakpoint.ts';
import { ReplaySession } from '../../../server/replay/replay-session.ts';
import type { Stop } from '../../../server/replay/stop.ts';
import { MemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { agentEvent } from '../../support/agent-stream.ts';

const RUNS = { numRuns: 40, seed: 20_250_919 };
const STREAMS = ['agent-123', 'task-789', 'workflow-101'];
/** So long that each stream is longer than what hit counts are remembered for at once. */
const LENGTH = 3_300;

/** The log in the order of time: streams take turns unevenly, some with several events in a row. */
const LOG: Event[] = [];
/** The state of its stream after the n-th event at index n, and before it, the plain way. */
const STATES: { before: JsonObject; state: JsonObject }[] = [{ before: {}, state: {} }];
const versions = new Map<string, number>();
const current = new Map<string, JsonObject>();
for (let index = 0; index < LENGTH; index++) {
  const aggregate_id = STREAMS[Math.floor((index * index) / 7) % STREAMS.length]!;
  const version = (versions.get(aggregate_id) ?? 0) + 1;
  versions.set(aggregate_id, version);
  const data = { reward: (index % 100) / 100, level: Math.floor(version / 40) };
  const time = new Date(Date.UTC(2025, 8, 19) + index * 1_000).toISOString().replace('.000Z', '.000000Z');
  const names = { aggregate_id, aggregate_type: aggregate_id.split('-')[0]!, timestamp: time };
  const type = index % 11 === 5 ? 'updated' : 'status';
  LOG.push(agentEvent(version, type, data, { ...names, event_id: `${aggregate_id}:${version}` }));
  const before = current.get(aggregate_id) ?? {};
  current.set(aggregate_id, { ...before, ...data });
  STATES.push({ before, state: { ...before, ...data } });
}

interface Case {
  readonly spec: BreakpointSpec;
  readonly matches: (position: number) => boolean;
}
const at = (position: number) => LOG[position - 1]!;
const levelChanges = (position: number) => STATES[position]!.before.level !== STATES[position]!.state.level;
const cases = fc.subarray<Case>([
  { spec: { event_type: 'task.updated' }, matches: (p) => at(p).aggregate_id === 'task-789' && (p - 1) % 11 === 5 },
  { spec: { condition: "event_data['reward'] > 0.98" }, matches: (p) => (p - 1) % 100 > 98 },
  {
    spec: { condition: "changed('level') and aggregate_id == 'workflow-101'" },
    matches: (p) => levelChanges(p) && at(p).aggregate_id === 'workflow-101',
  },
  { spec: { event_type: 'updated', hit_condition: '% 12' }, matches: (p) => (p - 1) % (11 * 12) === 5 + 11 * 11 },
]);

describe('A replay of several streams keeps these laws', () => {
  let store: MemoryStore;
  before(async () => {
    store = new MemoryStore();
    await store.saveEvents(LOG);
  });

  async function open(chosen: readonly Case[]) {
    const session = await ReplaySession.open({ store, aggregateIds: STREAMS });
    for (const { spec } of chosen) session.breakpoints.add(spec);
    const isHit = (position: number) => chosen.some(({ matches }) => matches(position));
    return { session, isHit };
  }

  function assertStandsOn({ view, position }: ReplaySession, expected: number) {
    assert.equal(position, expected);
    assert.equal(view?.event.event_id, at(expected).event_id);
    assert.deepEqual({ ...view?.state }, STATES[expected]!.state);
    assert.deepEqual({ ...view?.before }, STATES[expected]!.before);
  }

  it('continue visits every hit, and reverse continue the same ones in the other order', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (chosen) => {
        const { session, isHit } = await open(chosen);
        const visit = async (move: () => Promise<Stop>) => {
          const visited: number[] = [];
          for (let stop = await move(); stop.reason === 'breakpoint'; stop = await move()) visited.push(stop.position);
          return visited;
        };
        const expected = LOG.map((_, index) => index + 1).filter(isHit);
        assert.deepEqual(await visit(() => session.runForward()), expected);
        assertStandsOn(session, LENGTH);
        const back = await visit(() => session.runBack());
        assert.deepEqual(
          back.reverse(),
          expected.filter((position) => position < LENGTH),
        );
      }),
      { ...RUNS, numRuns: 8 },
    );
  });

  const position = fc.integer({ min: 1, max: LENGTH });

  it('every movement leads to the event that it should, each stream in the state of that moment', async () => {
    const walk = fc.array(
      fc.oneof(
        fc.constantFrom('stepForward' as const, 'stepBack' as const, 'runForward' as const, 'runBack' as const),
        position,
      ),
      { minLength: 1, maxLength: 15 },
    );
    await fc.assert(
      fc.asyncProperty(cases, walk, async (chosen, moves) => {
        const { session, isHit } = await open(chosen);
        const towards = (from: number, to: number) => {
          const step = Math.sign(to - from);
          let reached = from;
          while (reached !== to) {
            reached += step;
            if (isHit(reached)) break;
          }
          return reached;
        };
        await session.start();
        let expected = 1;
        for (const move of moves) {
          if (move === 'stepForward') expected = Math.min(LENGTH, expected + 1);
          else if (move === 'stepBack') expected = Math.max(1, expected - 1);
          else if (move === 'runForward') expected = towards(expected, LENGTH);
          else if (move === 'runBack') expected = towards(expected, 1);
          else expected = move;
          await (typeof move === 'number' ? session.moveTo({ position: move }) : session[move]());
          assertStandsOn(session, expected);
        }
      }),
      RUNS,
    );
  });

  it('a step over and a step back in one stream lead to where one was, past the events of the others', async () => {
    await fc.assert(
      fc.asyncProperty(position, async (from) => {
        const { session } = await open([]);
        const { aggregate_id } = at(from);
        const neighbour = LOG.findIndex((event, index) => index >= from && event.aggregate_id === aggregate_id) + 1;
        fc.pre(neighbour > 0);
        await session.moveTo({ position: from });
        await session.stepForward(aggregate_id);
        assertStandsOn(session, neighbour);
        await session.stepBack(aggregate_id);
        assertStandsOn(session, from);
      }),
      RUNS,
    );
  });
});
