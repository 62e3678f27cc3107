import assert from 'node:assert/strict';
import type { EventStore } from '../../../server/domain/event-store.ts';
import { Pace } from '../../../server/replay/pace.ts';
import { ReplaySession } from '../../../server/replay/replay-session.ts';
import { sweep } from '../../../server/replay/sweep.ts';
import { MemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { longLife } from '../../support/agent-stream.ts';
import { sagaEvents } from '../../support/saga.ts';

describe('A sweep', () => {
  let store: EventStore;
  beforeEach(async () => {
    store = new MemoryStore();
    await store.saveEvents(longLife(1_200));
  });

  async function seen(session: ReplaySession, most = Infinity): Promise<unknown[]> {
    const visits: unknown[] = [];
    await sweep(session, new Pace(), {}, ({ event, state, position }, place) => {
      visits.push([event.event_id, state.reward ?? null, position, place]);
      return visits.length < most;
    });
    return visits;
  }

  it('visits each event with its state, from the first to the last of the session', async () => {
    const session = await ReplaySession.open({ store, aggregateId: 'agent-123', fromVersion: 600, toVersion: 1_150 });
    const visits = await seen(session);
    assert.equal(visits.length, 551);
    assert.deepEqual(visits[0], ['event-600', 0.99, 600, 600]);
    assert.deepEqual(visits.at(-1), ['event-1150', 0.49, 1_150, 1_150]);
  });

  it('leaves the session where it was, and ends when it is told', async () => {
    const session = await ReplaySession.open({ store, aggregateId: 'agent-123' });
    await session.moveTo({ position: 7 });
    assert.equal((await seen(session, 3)).length, 3);
    assert.deepEqual([session.position, session.view?.event.event_id], [7, 'event-7']);
  });

  it('goes through several streams in the order of time, each with its own state', async () => {
    const saga = new MemoryStore();
    await saga.saveEvents(sagaEvents());
    const session = await ReplaySession.open({ store: saga, aggregateIds: ['task-789', 'rollout-55'] });
    assert.deepEqual(await seen(session), [
      ['task-789/1', null, 1, 1],
      ['task-789/2', null, 2, 2],
      ['rollout-55/1', null, 1, 3],
      ['rollout-55/2', -0.4, 2, 4],
      ['task-789/3', -0.4, 3, 5],
    ]);
  });

  it('can be stopped from outside', async () => {
    const session = await ReplaySession.open({ store, aggregateId: 'agent-123' });
    const pace = new Pace();
    let visits = 0;
    const work = sweep(session, pace, {}, () => {
      visits++;
      pace.requestStop();
      return true;
    });
    await assert.rejects(work, { code: 'cancelled' });
    assert.ok(visits < 1_200);
  });
});
