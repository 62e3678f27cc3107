import assert from 'node:assert/strict';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import type { RecordedEvent } from '../../../server/domain/event.ts';
import type { EventStore } from '../../../server/domain/event-store.ts';
import type { JsonObject } from '../../../server/domain/json.ts';
import { type BreakpointSpec, compileBreakpoint } from '../../../server/replay/breakpoint.ts';
import { ReplaySession } from '../../../server/replay/replay-session.ts';
import { openStore } from '../../../server/stores/open-store.ts';
import { row, where } from '../stores/pushdown/hostile-arbitraries.ts';
import { makeReferenceDatabase, type ReferenceRow } from '../stores/reference-database.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';

const AGGREGATE = 'task-789';

/** The positions at which one of these matches, the plain way: every event is held against every breakpoint. */
function hitsAmong(events: readonly RecordedEvent[], specs: readonly BreakpointSpec[]): number[] {
  const breakpoints = specs.map((spec, index) => compileBreakpoint(`bp_${index}`, spec));
  const nothing = { anomalies: [], failure: undefined, state: {}, before: {}, changed: () => false };
  return events.flatMap((event, index) => {
    const context = { ...nothing, event, position: index + 1, aggregateId: AGGREGATE };
    return breakpoints.some((breakpoint) => breakpoint.matches(context)) ? [index + 1] : [];
  });
}

function merged(events: readonly RecordedEvent[]): JsonObject {
  return Object.assign(Object.create(null), ...events.map(({ event_data }) => event_data));
}

/** Runs through the whole stream in one direction; where it stopped. */
async function stopsOf(session: ReplaySession, direction: 'forward' | 'back'): Promise<number[]> {
  const stops: number[] = [];
  for (;;) {
    const stop = direction === 'forward' ? await session.runForward() : await session.runBack();
    if (stop.reason !== 'breakpoint') return stops;
    stops.push(stop.position);
  }
}

async function assertSameHits(
  store: EventStore,
  specs: readonly BreakpointSpec[],
  looksLate: boolean,
): Promise<number> {
  const events = await store.getEventsByAggregate(AGGREGATE);
  const expected = hitsAmong(events, specs);
  const session = await ReplaySession.open({ store, aggregateId: AGGREGATE, looksLate });
  await session.start();
  for (const spec of specs) session.breakpoints.add(spec);
  const said = JSON.stringify(specs);
  const after = expected.filter((position) => position > 1);
  assert.deepEqual(await stopsOf(session, 'forward'), after, said);
  assert.equal(session.position, events.length);
  const state = (await session.look())?.state;
  assert.deepEqual(state, merged(events));
  const before = expected.filter((position) => position < events.length).reverse();
  assert.deepEqual(await stopsOf(session, 'back'), before, said);
  assert.equal(session.position, 1);
  assert.deepEqual((await session.look())?.state, merged(events.slice(0, 1)));
  return expected.length;
}

describe('Looking for hits in the store', () => {
  const file = temporaryFolder();
  let stores = 0;

  /** A stream whose order an index holds, with these rows in this order of appending. */
  async function withStream(rows: readonly ReferenceRow[], look: (store: EventStore) => Promise<void>): Promise<void> {
    const name = file(`events-${stores++}.db`);
    makeReferenceDatabase(name, { rows });
    const database = new Database(name);
    database.exec('CREATE INDEX by_stream ON events (aggregate_id, version)');
    database.close();
    const store = await openStore(name);
    try {
      await look(store);
    } finally {
      await store.close();
    }
  }

  const spec = fc.oneof(
    fc
      .constantFrom(
        'completed',
        'task.completed',
        'step.completed',
        'agent.completed',
        'failed',
        'task.failed',
        'nothing',
      )
      .map((event_type) => ({ event_type })),
    where.map((condition) => ({ condition })),
    fc.tuple(fc.constantFrom('completed', 'task.completed'), where).map(([event_type, condition]) => ({
      event_type,
      condition,
    })),
    fc.integer({ min: 1, max: 30 }).map((position) => ({ position })),
    fc.tuple(fc.integer({ min: 1, max: 30 }), where).map(([position, condition]) => ({ position, condition })),
    fc.constantFrom('task-789', 'agent-123').map((aggregate_id) => ({ aggregate_id, event_type: 'completed' })),
  );

  for (const looksLate of [false, true]) {
    const when = looksLate ? 'when the state is folded late' : 'when the state is folded at once';
    it(`stops at the same events as holding each against the breakpoints, both ways, ${when}`, async function () {
      this.timeout(60_000);
      let hits = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(row, fc.integer({ min: 1, max: 12 })), { minLength: 8, maxLength: 24 }),
          fc.array(fc.array(spec, { minLength: 1, maxLength: 3 }), { minLength: 6, maxLength: 6 }),
          async (drawn, all) => {
            const rows = drawn.map(
              ([one, version], n) =>
                ({ ...one, aggregate_id: AGGREGATE, event_id: `event-${n}`, version }) as ReferenceRow,
            );
            await withStream(rows, async (store) => {
              for (const specs of all) hits += await assertSameHits(store, specs, looksLate);
            });
          },
        ),
        { numRuns: 30, seed: 20_250_919 },
      );
      assert.ok(hits > 300, `${hits} hits`);
    });
  }

  /** Every hundredth event is appended late, some versions stand twice, and some are left out. */
  function longStream(length: number): ReferenceRow[] {
    const rows = Array.from({ length }, (_, n) => ({
      event_id: `event-${n}`,
      aggregate_id: AGGREGATE,
      aggregate_type: 'task',
      event_type: n % 1_777 === 0 ? 'task.failed' : n % 3 === 0 ? 'completed' : 'received',
      event_data: `{"reward": ${n % 1_501 === 0 ? 5 : (n % 100) / 100}, "step": ${n}}`,
      timestamp: '2025-09-19 05:26:56',
      version: n - (n % 7 === 0 ? 1 : 0) + (n > 4_000 ? 1_000 : 0) + 2,
    }));
    return [...rows.filter((_, n) => n % 100 !== 0), ...rows.filter((_, n) => n % 100 === 0)];
  }

  it('finds what is rare and far away, window by window', async function () {
    this.timeout(60_000);
    await withStream(longStream(9_000), async (store) => {
      for (const looksLate of [false, true]) {
        for (const specs of [
          [{ event_type: 'failed' }],
          [{ condition: "event_data['reward'] > 2" }],
          [{ event_type: 'failed' }, { condition: "event_data['reward'] > 2" }, { position: 5_000 }],
          [{ position: 8_000, condition: "event_data['reward'] > 2" }, { event_type: 'task.failed' }],
        ]) {
          assert.ok((await assertSameHits(store, specs, looksLate)) > 0);
        }
      }
    });
  });

  it('tells of a condition that fails on the nearest events, and of the events that it was held against', async () => {
    await withStream(longStream(3_000), async (store) => {
      const session = await ReplaySession.open({ store, aggregateId: AGGREGATE, looksLate: true });
      await session.start();
      const breakpoint = session.breakpoints.add({ condition: "event_data['rewrad'] > 2" });
      assert.equal((await session.runForward()).reason, 'end');
      assert.deepEqual(breakpoint.record, { evaluated: 200, failed: 200, lastFailure: "KeyError: 'rewrad'" });
      assert.equal((await session.runBack()).reason, 'start');
      assert.deepEqual(breakpoint.record, { evaluated: 200, failed: 200, lastFailure: "KeyError: 'rewrad'" });
    });
  });

  it('says that a state was not folded yet, and folds it once for all who look', async () => {
    await withStream(longStream(3_000), async (store) => {
      const session = await ReplaySession.open({ store, aggregateId: AGGREGATE, looksLate: true });
      await session.start();
      session.breakpoints.add({ position: 2_500 });
      await session.runForward();
      const view = session.view!;
      assert.equal(view.position, 2_500);
      assert.throws(() => view.state, /look\(\)/);
      const looks = await Promise.all([session.look(), session.look()]);
      assert.deepEqual(looks, [view, view]);
      assert.equal(view.state.step, view.event.event_data.step);
    });
  });

  it('leaves a look for a movement that begins meanwhile', async () => {
    await withStream(longStream(9_000), async (store) => {
      const session = await ReplaySession.open({ store, aggregateId: AGGREGATE, looksLate: true });
      await session.start();
      session.breakpoints.add({ position: 8_900 });
      await session.runForward();
      const looking = assert.rejects(session.look(), { code: 'cancelled' });
      const stop = await session.runForward();
      await looking;
      assert.deepEqual([stop.reason, stop.position], ['end', 9_000]);
      assert.equal((await session.stepBack()).position, 8_999);
      assert.equal(session.view?.state.step, session.view?.event.event_data.step);
    });
  });
});
