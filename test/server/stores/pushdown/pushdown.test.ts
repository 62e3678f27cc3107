import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EventStore } from '../../../../server/domain/event-store.ts';
import { openStore } from '../../../../server/stores/open-store.ts';
import { planWhere } from '../../../../server/stores/pushdown/plan-where.ts';
import { ALL } from '../../../../server/stores/pushdown/predicate.ts';
import { makeReferenceDatabase, type ReferenceRow, type ReferenceShape } from '../reference-database.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { assertSame } from './assert-same.ts';
import { HOSTILE, KEYS, row, SCALARS, where } from './hostile-arbitraries.ts';

describe('What a store looks for on behalf of an expression', () => {
  const file = temporaryFolder();
  let stores = 0;

  async function withRows(
    rows: readonly ReferenceRow[],
    shape: ReferenceShape,
    look: (store: EventStore) => Promise<void>,
  ) {
    const name = file(`events-${stores++}.db`);
    makeReferenceDatabase(name, { rows, shape });
    const store = await openStore(name);
    try {
      await look(store);
    } finally {
      await store.close();
    }
  }

  it('is what the expression accepts in every odd payload', () => {
    const texts = [
      ...HOSTILE,
      ...HOSTILE.map((text) => Buffer.from(text)),
      ...SCALARS.map((text) => `{"reward": ${text}, "nested": {"a": ${text}}}`),
    ];
    const rows = texts.map((event_data, n) => ({
      event_id: `event-${n}`,
      aggregate_id: 'task-789',
      aggregate_type: 'task',
      event_type: 'completed',
      event_data,
      timestamp: '2025-09-19 05:26:56',
      version: n + 1,
    }));
    return withRows(rows, 'python', async (store) => {
      for (const subject of ["event_data['reward']", "event_data.get('reward', 2)", "event_data['nested']['a']"]) {
        for (const operator of ['==', '!=', '<', '>=', 'is', 'is not']) {
          for (const literal of ['0', '1', '2', '2.0', "'a'", "''", 'None', 'True', '1e300', '12345678901234567890']) {
            await assertSame(store, `${subject} ${operator} ${literal}`);
            await assertSame(store, `not ${subject} ${operator} ${literal}`);
          }
        }
        await assertSame(store, subject);
        await assertSame(store, `not ${subject}`);
      }
      for (const key of KEYS) await assertSame(store, `'${key}' in event_data`);
    });
  });

  it('is what the expression accepts in every odd column', () => {
    const types = [
      'completed',
      'task.completed',
      'task.task.completed',
      'step.completed',
      'task.step.completed',
      '',
      null,
    ];
    const versions = [1, 2, 1.5, 2n ** 60n, 'two', null];
    const rows = [...types, ...versions].map((odd, n) => ({
      event_id: n % 5 === 4 ? null : `event-${n}`,
      aggregate_id: n % 5 === 3 ? null : 'task-789',
      aggregate_type: n % 5 === 2 ? null : 'task',
      event_type: n < types.length ? odd : 'completed',
      event_data: '{}',
      timestamp: '2025-09-19 05:26:56',
      version: n < types.length ? n : odd,
    }));
    return withRows(rows as ReferenceRow[], 'python', async (store) => {
      const names = ['completed', 'task.completed', 'task.task.completed', 'step.completed', 'task.step.completed', ''];
      for (const operator of ['==', '!=']) {
        for (const name of names) await assertSame(store, `event_type ${operator} '${name}'`);
        for (const column of ['event_id', 'aggregate_id', 'aggregate_type', 'user_id']) {
          for (const literal of ['None', "''", "'task'", "'task-789'"])
            await assertSame(store, `${column} ${operator} ${literal}`);
        }
      }
      for (const operator of ['==', '!=', '<', '<=', '>', '>=']) {
        for (const literal of ['0', '1', '1.5', '2', String(2n ** 53n), String(2n ** 60n)]) {
          await assertSame(store, `version ${operator} ${literal}`);
        }
      }
    });
  });

  for (const shape of ['python', 'bare'] as const) {
    it(`is what the expression accepts, whatever the payloads, in the ${shape} table`, async function () {
      this.timeout(60_000);
      let planned = 0;
      let found = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(row, { minLength: 12, maxLength: 24 }),
          fc.array(where, { minLength: 25, maxLength: 25 }),
          async (drawn, sources) => {
            const rows = drawn.map((one, n) => ({ ...one, event_id: `event-${n}`, version: n + 1 }) as ReferenceRow);
            await withRows(rows, shape, async (store) => {
              for (const source of sources) {
                const [selected, all] = await assertSame(store, source);
                if (planWhere(source).predicate !== ALL) planned++;
                if (selected > 0 && selected < all) found++;
              }
            });
          },
        ),
        // The same in every run: what is drawn anew belongs into a longer run by hand.
        { numRuns: 60, seed: 20_250_919 },
      );
      // The test would pass if nothing were ever looked for, or found.
      assert.ok(planned > 600, `${planned} plans`);
      assert.ok(found > 200, `${found} selections`);
    });
  }
});
