import assert from 'node:assert/strict';
import { demoEvents } from '../../../../server/cli/demo/demo-events.ts';
import { MemoryStore, ReplaySession } from '../../../../server/library.ts';

describe('the tour of the demo', () => {
  let session: ReplaySession;

  before(async () => {
    const store = new MemoryStore();
    await store.saveEvents(demoEvents());
    session = await ReplaySession.open({ store, aggregateId: 'agent-support-7' });
  });

  it('starts at the end, where the support agent is degraded', async () => {
    const stop = await session.moveTo('last');
    assert.equal(stop.position, 46);
    assert.equal(session.view?.state.status, 'degraded');
    assert.equal(session.view?.state.temperature, 1.7);
  });

  it("runs back to the event that changed the temperature, with a breakpoint on changed('temperature')", async () => {
    session.breakpoints.add({ condition: "changed('temperature')" });
    const stop = await session.runBack();
    assert.deepEqual([stop.reason, stop.position], ['breakpoint', 27]);
    assert.equal(session.view?.before.temperature, 0.2);
    assert.equal(session.view?.state.temperature, 1.7);
    assert.equal(session.view?.event.service_name, 'tuning_service');
  });

  it('runs further back through what people changed, to the beginning', async () => {
    const positions: number[] = [];
    for (let stop = await session.runBack(); stop.reason === 'breakpoint'; stop = await session.runBack()) {
      positions.push(stop.position);
    }
    assert.deepEqual(positions, [15, 3, 1]);
  });
});
