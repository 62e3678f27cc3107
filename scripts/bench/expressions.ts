import Database from 'better-sqlite3';
import type { RecordedEvent } from '../../server/domain/event.ts';
import type { EventStore } from '../../server/domain/event-store.ts';
import { compileExpression } from '../../server/domain/expressions/index.ts';
import type { JsonObject } from '../../server/domain/json.ts';
import { openStore } from '../../server/stores/open-store.ts';
import { AGGREGATE } from './big-store.ts';
import { heading, inTurn, median, ms, type Rounds, report, reportRounds, time } from './measure.ts';

const ROUNDS = 5;
const EVALUATIONS = 1_000_000;

/** Conditions as people write them, with the same test by hand. */
const CONDITIONS: readonly (readonly [source: string, byHand: (data: Payload) => boolean])[] = [
  ["event_data.get('reward', 0) > 2", (data) => (Object.hasOwn(data, 'reward') ? data.reward : 0) > 2],
  [
    "event_data['reward'] > 0.5 and event_data['task_input']['tokens'] > 600",
    (data) => data.reward > 0.5 && data.task_input.tokens > 600,
  ],
];

interface Payload {
  readonly reward: number;
  readonly task_input: { readonly tokens: number };
}

/** The lines of the report on expressions, over a store with one long stream. */
export async function benchExpressions(path: string): Promise<void> {
  heading('Expressions');
  const store = await openStore(path);
  const sample = await store.readStream(AGGREGATE, { limit: 1_000 });
  for (const [source, byHand] of CONDITIONS) await compareEvaluation(sample, source, byHand);
  await comparePath(store, path);
  await compareQuery(store, path);
  compareCompiling();
  await store.close();
}

async function compareEvaluation(
  sample: readonly RecordedEvent[],
  source: string,
  byHand: (data: Payload) => boolean,
): Promise<void> {
  const condition = compileExpression(source);
  const payloads = sample.map(({ event_data }) => event_data as JsonObject as unknown as Payload);
  const events = payloads.map((event_data) => ({ event_data }) as unknown as RecordedEvent);
  const context = { event: events[0]!, state: {}, before: {}, position: 1, changed: () => false };
  let hits = 0;
  const rounds = await timed(
    () => {
      for (let n = 0; n < EVALUATIONS; n += events.length) {
        for (const event of events) {
          context.event = event;
          if (condition.test(context)) hits++;
        }
      }
    },
    () => {
      for (let n = 0; n < EVALUATIONS; n += payloads.length) for (const data of payloads) if (byHand(data)) hits++;
    },
  );
  reportRounds(`a million times ${source.slice(0, 38)}…, by hand`, rounds, '<= 1.3');
  if (hits < 0) throw new Error('unreachable: keeps the loops from being optimised away');
}

/** From the row to the condition's answer, against pages by key and JSON.parse. */
async function comparePath(store: EventStore, path: string): Promise<void> {
  const condition = compileExpression("event_data.get('reward', 0) > 2");
  const context = {
    event: undefined as unknown as RecordedEvent,
    state: {},
    before: {},
    position: 1,
    changed: () => false,
  };
  const rounds = await timed(
    async () => {
      for (let after: RecordedEvent['key'] | undefined; ; ) {
        const page = await store.readStream(AGGREGATE, { after, limit: 500, fields: condition.fields });
        for (const event of page) {
          context.event = event;
          condition.test(context);
        }
        after = page.at(-1)?.key;
        if (!after) return;
      }
    },
    () => bareScan(path),
  );
  reportRounds('row to condition, by pages + JSON.parse', rounds, '<= 1.1');
}

/** A query that SQL decides, against the engine's own scan. */
async function compareQuery(store: EventStore, path: string): Promise<void> {
  const db = new Database(path, { readonly: true });
  const scan = db.prepare("SELECT count(*) FROM events WHERE json_extract(event_data, '$.reward') > 2");
  const rounds = await timed(
    () => store.countEvents({ where: "event_data['reward'] > 2" }),
    () => scan.get(),
  );
  db.close();
  reportRounds('query by a condition, by json_extract in SQL', rounds, '<= 1.6');
}

/** Parsing and compiling, when the parser is warm. */
function compareCompiling(): void {
  const times: number[] = [];
  for (let n = 0; n < 2_000; n++) {
    const begin = performance.now();
    compileExpression(`event_data.get('reward', ${n}) > 0.8 and event_type == 'completed'`);
    times.push(performance.now() - begin);
  }
  report('compile a condition, in units of 0.1 ms', median(times) / 0.1, '<= 1', ms(median(times)));
}

/** The least that anybody can do to look at every payload: pages by key, and JSON.parse. */
export function bareScan(path: string): number {
  const db = new Database(path, { readonly: true });
  const page = db.prepare(
    'SELECT version, event_type, event_data FROM events WHERE aggregate_id = ? AND version > ? ORDER BY version LIMIT 256',
  );
  let after = 0;
  let hits = 0;
  for (;;) {
    const rows = page.all(AGGREGATE, after) as { version: number; event_data: string }[];
    for (const row of rows) if ((JSON.parse(row.event_data).reward ?? 0) > 2) hits++;
    if (rows.length === 0) break;
    after = rows.at(-1)!.version;
  }
  db.close();
  return hits;
}

function timed(ours: () => unknown, theirs: () => unknown): Promise<Rounds> {
  return inTurn(
    ROUNDS,
    () => time(ours),
    () => time(theirs),
  );
}
