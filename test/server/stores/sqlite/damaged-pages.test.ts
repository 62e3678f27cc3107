import assert from 'node:assert/strict';
import { closeSync, openSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { RecordedEvent } from '../../../../server/domain/event.ts';
import { ReplaySession } from '../../../../server/replay/replay-session.ts';
import { openStore } from '../../../../server/stores/open-store.ts';
import { rewarded } from '../example-events.ts';
import { insertReferenceRows, makeReferenceDatabase } from '../reference-database.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const EVENTS = 300;
const DAMAGE = /^the database is damaged where this event lies: restore a backup, or save what is left/;

describe('a SQLite database with damaged pages', () => {
  const file = temporaryFolder();

  for (const shape of ['new', 'python'] as const) {
    it(`replays what it can read of a ${shape} table, and says of every other event that it cannot`, async () => {
      await fill(shape);
      const lost = damage(file('events.db'), leavesOf(file('events.db'))[3]!);
      assert.ok(lost.length > 3 && lost.length < 50, `${lost.length} events lie on the page`);

      const store = await openStore(file('events.db'));
      const events = await store.getEventsByAggregate('task-789');
      assert.equal(events.length, EVENTS);
      assert.deepEqual(unreadable(events), lost);
      assert.match(events[lost[0]! - 1]!.malformed ?? '', DAMAGE);
      const sound = events.filter((event) => event.malformed === undefined);
      assert.deepEqual(
        sound.map((event) => [event.version, event.event_data.step]),
        Array.from({ length: EVENTS }, (_, n) => [n + 1, n + 1]).filter(([version]) => !lost.includes(version!)),
      );
      assert.equal(await store.countStream('task-789'), EVENTS);
      assert.match((await store.getEventAt('task-789', lost[1]!))?.malformed ?? '', DAMAGE);
      assert.equal((await store.getEventAt('task-789', EVENTS))?.event_data.step, EVENTS);

      const session = await ReplaySession.open({ store, aggregateId: 'task-789' });
      session.breakpoints.add({ exception: 'malformed-event' });
      await session.start();
      await session.runForward();
      assert.equal(session.position, lost[0]);
      for (const { id } of session.breakpoints.list()) session.breakpoints.remove(id);
      session.breakpoints.add({ condition: `event_data.get('step') == ${lost.at(-1)! + 1}` });
      await session.runForward();
      assert.equal(session.position, lost.at(-1)! + 1);
      for (const { id } of session.breakpoints.list()) session.breakpoints.remove(id);
      session.breakpoints.add({ condition: `event_data.get('step') == ${lost[0]! - 1}` });
      await session.runBack();
      assert.equal(session.position, lost[0]! - 1);
      await session.moveTo({ position: EVENTS });
      assert.equal(session.view?.state.step, EVENTS);
      await store.close();
    });
  }

  it('keeps the id and the type of an event whose payload alone is damaged', async () => {
    await fill('new', `"note": "${'x'.repeat(40_000)}", `);
    const database = new Database(file('events.db'), { readonly: true });
    const overflow = database
      .prepare(
        "SELECT pageno FROM dbstat WHERE name = 'events' AND pagetype = 'overflow' AND path LIKE '%+000005' LIMIT 1",
      )
      .pluck()
      .get() as number;
    database.close();
    damage(file('events.db'), overflow);
    const store = await openStore(file('events.db'));
    const events = await store.getEventsByAggregate('task-789');
    const [found] = events.filter((event) => event.malformed !== undefined);
    assert.deepEqual(unreadable(events), [found?.version]);
    assert.match(found?.malformed ?? '', DAMAGE);
    assert.equal(found?.event_type, 'completed');
    assert.match(found.event_id, /^[0-9a-f-]{36}$/);
    await store.close();
  });

  it('is searched event by event, in both directions, past what it cannot read', async () => {
    await fill('new');
    const lost = damage(file('events.db'), leavesOf(file('events.db'))[3]!);
    for (const [direction, wanted, from] of [
      ['next', lost.at(-1)! + 1, undefined],
      ['next', EVENTS, lost[0]],
      ['previous', lost[0]! - 1, EVENTS],
      ['previous', 1, lost.at(-1)],
    ] as const) {
      const store = await openStore(file('events.db'));
      const search = store.searchStream!('task-789', [{ where: `event_data.get('step') == ${wanted}` }])!;
      let place = from === undefined ? undefined : { version: from, tie: from };
      let step = await search[direction](place!, undefined);
      while (step.kind === 'passed') {
        place = { version: step.key.version, tie: Number(step.key.tie) };
        step = await search[direction](place, undefined);
      }
      assert.equal(step.kind === 'found' && step.event.version, wanted, `${direction} from ${from}`);
      await store.close();
    }
    const store = await openStore(file('events.db'));
    const search = store.searchStream!('task-789', [{ where: `event_data.get('step') == ${lost.at(-1)! + 1}` }])!;
    const bounded = await search.next(
      { version: lost[0]! - 1, tie: lost[0]! - 1 },
      { version: lost[1]!, tie: lost[1]! },
    );
    assert.equal(bounded.kind, 'end');
    await store.close();
  });

  it('says what to do where it cannot go on: a query, and a database whose root is gone', async () => {
    await fill('new');
    damage(file('events.db'), leavesOf(file('events.db'))[3]!);
    const store = await openStore(file('events.db'));
    await assert.rejects(store.queryEvents({ where: "event_data.get('step') == 7" }, { limit: 10_000 }), {
      code: 'store-failed',
      message: /events\.db is damaged: restore a backup, or save what is left with "sqlite3 .*events\.db \.recover"/,
    });
    await store.close();
    damage(file('events.db'), 1);
    await assert.rejects(openStore(file('events.db')), { code: /not-a-store|store-failed/ });
  });

  async function fill(shape: 'new' | 'python', note = ''): Promise<void> {
    const path = file('events.db');
    const text = (step: number) => `{${note}"step": ${step}, "result": "${'r'.repeat(200)}"}`;
    if (shape === 'python') {
      makeReferenceDatabase(path, { rows: [] });
      const database = new Database(path);
      insertReferenceRows(
        database,
        Array.from({ length: EVENTS }, (_, n) => ({
          event_id: `event-${n + 1}`,
          aggregate_id: 'task-789',
          aggregate_type: 'task',
          event_type: 'completed',
          event_data: text(n + 1),
          timestamp: '2025-09-19 05:26:56',
          version: n + 1,
        })),
      );
      database.close();
      return;
    }
    const store = await openStore(path, { readOnly: false });
    const events = Array.from({ length: EVENTS }, (_, n) =>
      rewarded(n + 1, 0, { event_data: JSON.parse(text(n + 1)), timestamp: '2025-09-19T05:26:56Z' }),
    );
    await store.saveEvents(events);
    await store.close();
  }
});

/** The pages on which the rows of the table lie. */
function leavesOf(path: string): number[] {
  const database = new Database(path, { readonly: true });
  const pages = database
    .prepare("SELECT pageno FROM dbstat WHERE name = 'events' AND pagetype = 'leaf' ORDER BY path")
    .pluck()
    .all();
  database.close();
  return pages as number[];
}

/** Writes rubbish over a page; returns the versions of the events that the database itself cannot read any more. */
function damage(path: string, page: number): number[] {
  const handle = openSync(path, 'r+');
  writeSync(handle, Buffer.alloc(4096, 0xa5), 0, 4096, (page - 1) * 4096);
  closeSync(handle);
  if (page === 1) return [];
  const database = new Database(path, { readonly: true });
  const read = database.prepare('SELECT event_data FROM events WHERE rowid = ?');
  const versions = Array.from({ length: EVENTS }, (_, n) => n + 1);
  const lost = versions.filter((version) => {
    try {
      return read.get(version) === undefined;
    } catch {
      return true;
    }
  });
  database.close();
  return lost;
}

function unreadable(events: readonly RecordedEvent[]): number[] {
  return events.filter((event) => event.malformed !== undefined).map((event) => event.version);
}
