import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ReplaySession } from '../../../server/replay/replay-session.ts';
import { MemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { longLife } from '../../support/agent-stream.ts';

const LENGTH = 20_000;

describe('The memory of a session', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const usedHeap = () => {
    collect();
    collect();
    return process.memoryUsage().heapUsed;
  };

  it('does not grow over thousands of random steps, jumps and runs', async function () {
    this.timeout(60_000);
    const store = new MemoryStore();
    await store.saveEvents(longLife(LENGTH));
    const session = await ReplaySession.open({ store, aggregateId: 'agent-123', looksLate: true });
    await session.start();
    session.breakpoints.add({ condition: "state.get('reward', 0) >= 0.99 and changed('field_3')" });
    session.breakpoints.add({ event_type: 'updated', hit_condition: '% 500' });
    let random = 1;
    const wander = async (moves: number) => {
      for (let move = 0; move < moves; move++) {
        random = (random * 48_271) % 2_147_483_647;
        if (random % 8 === 0) await session.moveTo({ position: 1 + (random % LENGTH) });
        else if (random % 64 === 1) await session.runForward();
        else if (random % 64 === 3) await session.runBack();
        else await (random % 2 === 0 ? session.stepForward() : session.stepBack());
        await session.look();
      }
    };
    // Payloads are parsed when they are first read, and marks and checkpoints are made once.
    await session.moveTo('last');
    await wander(500);
    const before = usedHeap();
    await wander(2_500);
    const grown = usedHeap() - before;
    assert.ok(grown < 1_000_000, `${grown} bytes more`);
  });
});
