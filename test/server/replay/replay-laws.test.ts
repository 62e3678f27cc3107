import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonObject } from '../../../server/domain/json.ts';
import type { BreakpointSpec } from '../../../server/replay/breakpoint.ts';
import { ReplaySession } from '../../../server/replay/replay-session.ts';
import type { Stop } from '../../../server/replay/stop.ts';
import { MemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { agentEvent } from '../../support/agent-stream.ts';

/** Beyond two checkpoints, so that walks cross them. */
const LENGTH = 2_300;
const RUNS = { numRuns: 60, seed: 20_250_919 };

const EVENTS = Array.from({ length: LENGTH }, (_, index) =>
  agentEvent(index + 1, index % 9 === 8 ? 'updated' : 'status', {
    reward: (index % 100) / 100,
    level: Math.floor(index / 37),
    ...(index % 9 === 8 && { tuned_by: { step: Math.floor(index / 90) } }),
  }),
);

/** The state after the n-th event at index n, the plain way: all payloads merged from the first on. */
const STATES: JsonObject[] = [{}];
for (const { event_data } of EVENTS) STATES.push({ ...STATES.at(-1), ...event_data });

/** A breakpoint and, said once more without any of ours, at which events it matches. */
interface Case {
  readonly spec: BreakpointSpec;
  readonly matches: (position: number) => boolean;
  readonly isWanted: (count: number) => boolean;
}

type Place = Omit<Case, 'isWanted'>;

const dataOf = (position: number) => EVENTS[position - 1]!.event_data as { reward: number };
const differs = (position: number, part: (state: JsonObject) => unknown) =>
  JSON.stringify(part(STATES[position]!)) !== JSON.stringify(part(STATES[position - 1]!));
const isUpdate = (position: number) => position % 9 === 0;

const place: fc.Arbitrary<Place> = fc.oneof(
  fc.integer({ min: 1, max: LENGTH }).map((line) => ({
    spec: { position: line },
    matches: (position: number) => position === line,
  })),
  fc.constantFrom<Place>(
    { spec: { event_type: 'agent.updated' }, matches: isUpdate },
    { spec: { event_type: 'st*' }, matches: (position) => !isUpdate(position) },
    { spec: { condition: "event_data['reward'] > 0.97" }, matches: (position) => dataOf(position).reward > 0.97 },
    // Fails on every event before the first update, and counts as false there.
    {
      spec: { condition: "state['tuned_by']['step'] % 5 == 3" },
      matches: (position) => ((STATES[position]!.tuned_by as JsonObject | undefined)?.step as number) % 5 === 3,
    },
    { spec: { changes: 'level' }, matches: (position) => differs(position, ({ level }) => level) },
    { spec: { changes: 'tuned_by.step' }, matches: (position) => differs(position, ({ tuned_by }) => tuned_by) },
    {
      spec: { event_type: 'updated', changes: 'level', condition: "state['level'] > before['level']" },
      matches: (position) => isUpdate(position) && position > 1 && differs(position, ({ level }) => level),
    },
  ),
);

const count = fc.constantFrom<[string | undefined, Case['isWanted']]>(
  [undefined, () => true],
  ['3', (n) => n === 3],
  ['> 40', (n) => n > 40],
  ['<= 2', (n) => n <= 2],
  ['% 7', (n) => n % 7 === 0],
);

const breakpoint: fc.Arbitrary<Case> = fc
  .tuple(place, count)
  .map(([{ spec, matches }, [hit_condition, isWanted]]) => ({ spec: { ...spec, hit_condition }, matches, isWanted }));
const breakpoints = fc.array(breakpoint, { maxLength: 4 });

/** Part of the stream may lie outside of what is walked; its matches count all the same. */
const range = fc.constantFrom({}, { fromVersion: 700 }, { toVersion: 1_900 }, { fromVersion: 1_000, toVersion: 2_001 });

/** At index n the indices of the breakpoints that the n-th event hits. */
function hitsOf(cases: readonly Case[]): number[][] {
  const counts = cases.map(() => 0);
  return STATES.map((_, position) =>
    [...cases.keys()].filter((index) => {
      const { matches, isWanted } = cases[index]!;
      return position > 0 && matches(position) && isWanted(++counts[index]!);
    }),
  );
}

describe('A replay keeps these laws', () => {
  let store: MemoryStore;
  before(async () => {
    store = new MemoryStore();
    await store.saveEvents(EVENTS);
  });

  async function open(cases: readonly Case[], { fromVersion = 1, toVersion = LENGTH } = {}) {
    const session = await ReplaySession.open({ store, aggregateId: 'agent-123', fromVersion, toVersion });
    const ids = cases.map(({ spec }) => session.breakpoints.add(spec).id);
    const hits = hitsOf(cases).map((indices) => indices.map((index) => ids[index]!).sort());
    return { session, hits, first: fromVersion, last: toVersion };
  }

  function assertStandsOn({ view, position }: ReplaySession, expected: number) {
    assert.equal(position, expected);
    assert.equal(view?.event.version, expected);
    assert.deepEqual({ ...view?.state }, STATES[expected]);
    assert.deepEqual({ ...view?.before }, STATES[expected - 1]);
  }

  it('continue visits every hit, and reverse continue the same ones in the other order', async () => {
    await fc.assert(
      fc.asyncProperty(breakpoints, range, async (cases, bounds) => {
        const { session, hits, first, last } = await open(cases, bounds);
        const expected = hits.flatMap((ids, position) =>
          ids.length > 0 && position >= first && position <= last ? [{ position, ids }] : [],
        );
        const visit = async (move: () => Promise<Stop>) => {
          const visited: typeof expected = [];
          for (let stop = await move(); stop.reason === 'breakpoint'; stop = await move()) {
            visited.push({ position: stop.position, ids: [...stop.hits].sort() });
          }
          return visited;
        };
        assert.deepEqual(await visit(() => session.runForward()), expected);
        assertStandsOn(session, last);
        const back = await visit(() => session.runBack());
        assertStandsOn(session, first);
        // The last event is left behind when it is a hit itself.
        assert.deepEqual(
          back.reverse(),
          expected.filter(({ position }) => position < last),
        );
      }),
      RUNS,
    );
  });

  it('a step and a step back, in either order, lead to where one was', async () => {
    await fc.assert(
      fc.asyncProperty(breakpoints, fc.integer({ min: 2, max: LENGTH - 1 }), async (cases, position) => {
        const { session, hits } = await open(cases);
        await session.moveTo({ position });
        for (const [out, home] of [
          ['stepForward', 'stepBack'],
          ['stepBack', 'stepForward'],
        ] as const) {
          await session[out]();
          assertStandsOn(session, position + (out === 'stepForward' ? 1 : -1));
          const stop = await session[home]();
          assertStandsOn(session, position);
          assert.deepEqual([...stop.hits].sort(), hits[position]);
        }
      }),
      RUNS,
    );
  });

  const anywhere = fc.integer({ min: 1, max: LENGTH });
  const walk = fc.array(
    fc.oneof(
      fc.constantFrom('stepForward' as const, 'stepBack' as const, 'runForward' as const, 'runBack' as const),
      anywhere.map((jump) => ({ jump })),
      anywhere.map((run) => ({ run })),
    ),
    { minLength: 1, maxLength: 15 },
  );

  it('every movement leads to the event that it should, and the state there is the same however it was reached', async () => {
    await fc.assert(
      fc.asyncProperty(breakpoints, range, walk, async (cases, bounds, moves) => {
        const { session, hits, first, last } = await open(cases, bounds);
        const within = (position: number) => Math.min(last, Math.max(first, position));
        /** The first hit on the way, else where the way ends. */
        const towards = (from: number, to: number) => {
          const step = Math.sign(to - from);
          for (let position = from; position !== to; ) {
            position += step;
            if (hits[position]!.length > 0) return position;
          }
          return to;
        };
        await session.start();
        let expected = first;
        for (const move of moves) {
          if (move === 'stepForward') expected = within(expected + 1);
          else if (move === 'stepBack') expected = within(expected - 1);
          else if (move === 'runForward') expected = towards(expected, last);
          else if (move === 'runBack') expected = towards(expected, first);
          else if ('jump' in move) expected = within(move.jump);
          else expected = towards(expected, within(move.run));

          if (typeof move === 'string') await session[move]();
          else if ('jump' in move) await session.moveTo({ position: within(move.jump) });
          else await session.runTo(within(move.run));
          assertStandsOn(session, expected);
        }
      }),
      RUNS,
    );
  });
});
