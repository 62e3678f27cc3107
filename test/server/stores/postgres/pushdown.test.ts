import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EventStore } from '../../../../server/domain/event-store.ts';
import { openStore } from '../../../../server/stores/open-store.ts';
import { toStoredJson } from '../../../../server/stores/postgres/not-json.ts';
import { planWhere } from '../../../../server/stores/pushdown/plan-where.ts';
import { ALL } from '../../../../server/stores/pushdown/predicate.ts';
import { assertSame } from '../pushdown/assert-same.ts';
import { HOSTILE, KEYS, row, SCALARS, where } from '../pushdown/hostile-arbitraries.ts';
import { describePostgres } from './with-postgres.ts';

/** Numbers that the server and Python read in ways of their own. */
const NUMBERS = ['0e5', '0E0', '1e-400', '1e200000', '-1E+200000', `0.${'0'.repeat(400)}1`, '9'.repeat(400)];

type Row = Record<string, string | number | null>;

/** Tables of others: what can be NULL there, and what the payloads are kept in. */
const KINDS = { json: 'json', jsonb: 'jsonb', text: 'text' } as const;

describePostgres('What PostgreSQL looks for on behalf of an expression', (postgres) => {
  const COLUMNS = ['event_id', 'aggregate_id', 'aggregate_type', 'event_type', 'event_data', 'timestamp'];
  const NAMES = [...COLUMNS, 'version', 'correlation_id', 'metadata'];

  /** A table of that kind in a schema of its own, open to be read. */
  async function openTable(kind: keyof typeof KINDS): Promise<{ store: EventStore; fill(rows: Row[]): Promise<void> }> {
    const schema = `pushdown_${kind}_${Math.random().toString(36).slice(2)}`;
    await postgres().run(`CREATE SCHEMA ${schema}; CREATE TABLE ${schema}.events (
      id serial PRIMARY KEY, event_id text, aggregate_id text, aggregate_type text, event_type text, event_data ${kind},
      timestamp timestamp, version int, correlation_id varchar(36), metadata ${kind})`);
    const store = await openStore(postgres().uriOf(schema));
    const fill = async (rows: Row[]) => {
      const stored = kind === 'jsonb' ? await storable(rows) : rows;
      await postgres().run(`TRUNCATE ${schema}.events`);
      const arrays = NAMES.map((name) => stored.map((one) => one[name] ?? null));
      await postgres().run(
        `INSERT INTO ${schema}.events (${NAMES.join(', ')})
         SELECT event_id, aggregate_id, aggregate_type, event_type, event_data::${kind}, timestamp::timestamp,
           version::int, correlation_id, metadata::${kind}
         FROM unnest(${NAMES.map((_, n) => `$${n + 1}::text[]`).join(', ')}) AS e(${NAMES.join(', ')})`,
        arrays,
      );
    };
    return { store, fill };
  }

  /** JSONB refuses what is no character, and numbers that are too large. */
  async function storable(rows: Row[]): Promise<Row[]> {
    return rows.filter((one) => !/\\u0000|\\ud800|200000/.test(`${one.event_data} ${one.metadata}`));
  }

  /** As it is stored: what is no JSON in its wrapping, as far as the column needs one. */
  function stored(payload: unknown, kind: string): string | null {
    if (payload === null || payload === undefined) return null;
    const text = String(payload);
    return kind === 'text' ? text.replaceAll('\0', '') : toStoredJson(text);
  }

  for (const kind of ['json', 'jsonb'] as const) {
    it(`is what the expression accepts in every odd payload of a ${kind} column`, async function () {
      this.timeout(60_000);
      const texts = [
        ...HOSTILE,
        ...[...SCALARS, ...NUMBERS].map((text) => `{"reward": ${text}, "nested": {"a": ${text}}}`),
      ];
      const { store, fill } = await openTable(kind);
      await fill(
        texts.map((text, n) => ({
          event_id: `event-${n}`,
          aggregate_id: 'task-789',
          aggregate_type: 'task',
          event_type: 'completed',
          event_data: stored(text, kind),
          timestamp: '2025-09-19 05:26:56',
          version: n + 1,
        })),
      );
      for (const subject of ["event_data['reward']", "event_data.get('reward', 2)", "event_data['nested']['a']"]) {
        for (const operator of ['==', '!=', '<', '>=', 'is']) {
          for (const literal of ['0', '1', '2.0', "'a'", "''", 'None', 'True', '1e300']) {
            await assertSame(store, `${subject} ${operator} ${literal}`);
          }
        }
        await assertSame(store, subject);
        await assertSame(store, `not ${subject}`);
      }
      for (const key of KEYS) await assertSame(store, `'${key}' in event_data`);
      await store.close();
    });
  }

  it('is what the expression accepts in every odd column', async () => {
    const types = ['completed', 'task.completed', 'task.task.completed', 'step.completed', '', null];
    const { store, fill } = await openTable('json');
    await fill(
      [...types, 1, 2, 2 ** 31 - 1, null].map((odd, n) => ({
        event_id: n % 5 === 4 ? null : `event-${n}`,
        aggregate_id: n % 5 === 3 ? null : 'task-789',
        aggregate_type: n % 5 === 2 ? null : 'task',
        event_type: n < types.length ? odd : 'completed',
        event_data: '{}',
        timestamp: '2025-09-19 05:26:56',
        version: n < types.length ? n : odd,
      })),
    );
    for (const operator of ['==', '!=']) {
      for (const name of types) await assertSame(store, `event_type ${operator} '${name}'`);
      for (const column of ['event_id', 'aggregate_id', 'aggregate_type', 'user_id', 'correlation_id']) {
        for (const literal of ['None', "''", "'task'", "'task-789'"]) {
          await assertSame(store, `${column} ${operator} ${literal}`);
        }
      }
    }
    for (const operator of ['==', '!=', '<', '<=', '>', '>=']) {
      for (const literal of ['0', '1', '1.5', '2', String(2n ** 53n), String(2n ** 70n)]) {
        await assertSame(store, `version ${operator} ${literal}`);
      }
    }
    await store.close();
  });

  for (const kind of ['json', 'jsonb', 'text'] as const) {
    it(`is what the expression accepts, whatever the payloads, in a ${kind} column`, async function () {
      this.timeout(90_000);
      const { store, fill } = await openTable(kind);
      let planned = 0;
      let found = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(row, { minLength: 12, maxLength: 24 }),
          fc.array(where, { minLength: 25, maxLength: 25 }),
          async (drawn, sources) => {
            await fill(
              drawn.map((one, n) => ({
                ...one,
                event_id: `event-${n}`,
                version: n + 1,
                event_data: stored(one.event_data, kind),
                metadata: stored(one.metadata, kind),
              })),
            );
            for (const source of sources) {
              const [selected, all] = await assertSame(store, source);
              if (planWhere(source).predicate !== ALL) planned++;
              if (selected > 0 && selected < all) found++;
            }
          },
        ),
        // The same in every run: what is drawn anew belongs into a longer run by hand.
        { numRuns: Number(process.env.PUSHDOWN_RUNS ?? 8), seed: 20_250_919 },
      );
      // The test would pass if nothing were ever looked for, or found.
      assert.ok(planned > 80, `${planned} plans`);
      assert.ok(found > 20, `${found} selections`);
      await store.close();
    });
  }
});
