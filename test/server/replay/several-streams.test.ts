import assert from 'node:assert/strict';
import type { Event, NewEvent } from '../../../server/domain/event.ts';
import { Movements } from '../../../server/replay/movements.ts';
import { ReplaySession } from '../../../server/replay/replay-session.ts';
import type { SessionOptions } from '../../../server/replay/session-options.ts';
import type { Stop } from '../../../server/replay/stop.ts';
import { MemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { streamEvent } from '../../support/stream-event.ts';

/** As `streamEvent`, with its version for a payload. */
function event(id: string, second: number, more: Partial<NewEvent> = {}): Event {
  return streamEvent(id, second, { n: Number(id.split('/')[1]) }, more);
}

async function open(events: readonly Event[], options: Omit<SessionOptions, 'store'>): Promise<ReplaySession> {
  const store = new MemoryStore();
  await store.saveEvents([...events]);
  return ReplaySession.open({ store, ...options });
}

function placeOf({ reason, position }: Stop): (string | number)[] {
  return [reason, position];
}

/** The ids of the events that are stepped over, from the first to the last. */
async function walk(session: ReplaySession): Promise<string[]> {
  const ids: string[] = [];
  for (let { reason } = await session.start(); reason !== 'stopped'; { reason } = await session.stepForward()) {
    ids.push(session.view!.event.event_id);
  }
  return ids;
}

describe('A session over several streams', () => {
  it('counts hits over all of them, however it comes there and however long they are', async () => {
    const pairs = Array.from({ length: 2_500 }, (_, index) => [
      event(`a-1/${index + 1}`, 2 * index),
      event(`b-1/${index + 1}`, 2 * index + 1),
    ]);
    const session = await open(pairs.flat(), { aggregateIds: ['a-1', 'b-1'] });
    const hit = ['breakpoint', 2_100];
    session.breakpoints.add({ event_type: '*', hit_condition: '2100' });
    await session.start();
    assert.deepEqual(placeOf(await session.runForward()), hit);
    assert.deepEqual(placeOf(await session.runForward()), ['end', 5_000]);
    assert.deepEqual(placeOf(await session.runBack()), hit);
    await session.moveTo({ position: 1_500 });
    assert.deepEqual(placeOf(await session.runForward()), hit);
  });

  it('goes from the first event of a correlation to the last, also where times are the same', async () => {
    const c = { correlation_id: 'c' };
    const events = [event('b-1/1', 1, c), event('a-1/1', 1, c), event('c-1/1', 2, c), event('a-1/2', 2, c)];
    const session = await open(events, { correlationId: 'c' });
    assert.deepEqual(await walk(session), ['a-1/1', 'b-1/1', 'a-1/2', 'c-1/1']);
  });

  it('has all of a correlation where a clock went back', async () => {
    const c = { correlation_id: 'c' };
    const events = [event('a-1/1', 10), event('a-1/2', 5, c), event('b-1/1', 6, c), event('b-1/2', 20)];
    assert.deepEqual(await walk(await open(events, { correlationId: 'c' })), ['b-1/1', 'a-1/1', 'a-1/2']);
  });

  it('steps a stream back to before its first event, and then says that there is none', async () => {
    const events = [event('a-1/1', 1), event('a-1/2', 2), event('b-1/1', 3), event('a-1/3', 4)];
    const session = await open(events, { aggregateIds: ['a-1', 'b-1'] });
    await session.moveTo({ position: 2 });
    assert.equal((await session.stepForward('b-1')).position, 3);
    assert.deepEqual(placeOf(await session.stepBack('b-1')), ['step', 2]);
    assert.equal(session.streamPosition('b-1'), 0);
    assert.equal((await session.stepBack('b-1')).reason, 'stream-start');
    assert.equal((await session.stepBack('a-1')).position, 1);
    assert.equal((await session.stepBack('a-1')).reason, 'start');
  });
});

describe('Movements', () => {
  /** Over so many events that a run is still on its way when the next line is reached. */
  const openLong = async () => {
    const events = Array.from({ length: 20_000 }, (_, index) => event(`a-1/${index + 1}`, index));
    const session = await open(events, { aggregateId: 'a-1' });
    const movements = new Movements(session);
    await session.start();
    session.breakpoints.add({ condition: "state['n'] < 0" });
    return { session, movements };
  };

  it('stand still when that was asked for, also when a breakpoint changes at the same moment', async () => {
    const { session, movements } = await openLong();
    const running = movements.move((replay) => replay.runForward());
    const pausing = movements.pause();
    session.breakpoints.add({ condition: "state['n'] < -1" });
    const { reason, position } = await running;
    await pausing;
    assert.equal(reason, 'pause');
    assert.ok(position < 20_000);
    assert.equal((await movements.move((replay) => replay.runForward())).reason, 'end');
  });

  it('go on with the breakpoints that change while they run', async () => {
    const { session, movements } = await openLong();
    const running = movements.move((replay) => replay.runForward());
    session.breakpoints.add({ condition: "state['n'] == 19000" });
    assert.deepEqual(placeOf(await running), ['breakpoint', 19_000]);
  });
});
