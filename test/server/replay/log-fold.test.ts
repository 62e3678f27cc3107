import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonValue } from '../../../server/domain/json.ts';
import { shallowMerge } from '../../../server/projections/shallow-merge.ts';
import { Checkpoints } from '../../../server/replay/checkpoints.ts';
import { Edits } from '../../../server/replay/edits.ts';
import { LogFold } from '../../../server/replay/log-fold.ts';
import { StreamLog } from '../../../server/replay/stream-log.ts';
import { MemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { longLife } from '../../support/agent-stream.ts';

const LENGTH = 5_300;

/** The state at a position the plain way: all events merged from the first on. */
function stateAt(position: number): Record<string, JsonValue> {
  return Object.assign({}, ...longLife(position).map(({ event_data }) => event_data));
}

describe('LogFold', () => {
  let store: MemoryStore;
  before(async () => {
    store = new MemoryStore();
    await store.saveEvents(longLife(LENGTH));
  });

  const openFold = (checkpoints = new Checkpoints()) =>
    new LogFold({ log: new StreamLog(store, 'agent-123'), projection: shallowMerge, checkpoints, edits: new Edits() });

  const assertAt = (fold: LogFold, position: number) => {
    assert.equal(fold.position, position);
    assert.equal(fold.event?.version, position === 0 ? undefined : position);
    assert.deepEqual({ ...fold.state }, stateAt(position));
  };

  it('has the same state at an event however it got there', async () => {
    const position = fc.integer({ min: 0, max: LENGTH });
    const move = fc.oneof(
      position.map((to) => ({ to })),
      fc.integer({ min: 1, max: 40 }).map((forward) => ({ forward })),
      fc.integer({ min: 1, max: 40 }).map((back) => ({ back })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(move, { maxLength: 12 }), async (moves) => {
        const fold = openFold();
        let expected = 0;
        for (const step of moves) {
          if ('to' in step) {
            await fold.moveTo(step.to);
            expected = step.to;
          } else if ('forward' in step) {
            for (let i = 0; i < step.forward; i++) await fold.forward();
            expected = Math.min(LENGTH, expected + step.forward);
          } else {
            for (let i = 0; i < step.back; i++) await fold.back();
            expected = Math.max(0, expected - step.back);
          }
          assertAt(fold, expected);
        }
      }),
      // The example had read ahead and was undone to the start when it was to go far.
      { numRuns: 25, seed: 20_250_919, examples: [[[{ forward: 1 }, { back: 1 }, { to: 3_000 }]]] },
    );
  });

  it('goes far forward after the first event was undone', async () => {
    const fold = openFold();
    await fold.forward();
    await fold.back();
    await fold.moveTo(1_234);
    assertAt(fold, 1_234);
  });

  it('walks back over the whole stream, past every checkpoint', async () => {
    const fold = openFold();
    await fold.moveTo(LENGTH);
    for (let position = LENGTH - 1; position >= 0; position--) {
      assert.equal(await fold.back(), true);
      if (position % 500 === 0) assertAt(fold, position);
    }
    assert.equal(await fold.back(), false);
  });

  it('stays within its memory: checkpoints are thinned when they outgrow the budget', async () => {
    const checkpoints = new Checkpoints(2_000);
    const fold = openFold(checkpoints);
    await fold.moveTo(LENGTH);
    assert.ok(checkpoints.spacing > 1_000);
    await fold.moveTo(3_210);
    assertAt(fold, 3_210);
    await fold.moveTo(1_001);
    assertAt(fold, 1_001);
  });

  it('sees events that arrive while it stands at the end', async () => {
    const growing = new MemoryStore();
    await growing.saveEvents(longLife(3));
    const fold = new LogFold({
      log: new StreamLog(growing, 'agent-123'),
      projection: shallowMerge,
      checkpoints: new Checkpoints(),
      edits: new Edits(),
    });
    await fold.moveTo(10);
    assert.equal(fold.position, 3);
    assert.equal(await fold.forward(), false);
    await growing.saveEvents(longLife(4).slice(3));
    assert.equal(await fold.forward(), true);
    assert.equal(fold.position, 4);
  });
});
