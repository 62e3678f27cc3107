import Database from 'better-sqlite3';
import type { EventStore } from '../../../server/domain/event-store.ts';
import type { EventFilter } from '../../../server/domain/filter.ts';
import { browseById } from '../../../server/language/browsing/browse-by-id.ts';
import { toIdPattern } from '../../../server/language/browsing/id-pattern.ts';
import { openStore } from '../../../server/stores/open-store.ts';
import { heading, inTurn, median, report, reportRounds, time } from '../measure.ts';
import { aggregateId, manyStreams, STREAM_LENGTH } from './many-streams.ts';
import { often } from './often.ts';

const ROUNDS = 7;
const PAGE = 100;
/** As many as each filter finds in the smaller store too. */
const SMALL_PAGE = 8;

const MIDDLE = '2025-01-05 18:53:20.000001';
/** After every event: a text that does not look like a number, which this column would make it. */
const LAST = '9999-12-31';

/** A query, and the bare conditions that ask the same of the table. */
const QUERIES: readonly (readonly [name: string, filter: EventFilter, bare: string])[] = [
  ['everything', {}, 'TRUE'],
  ['an aggregate', { aggregate_id: aggregateId(7) }, `aggregate_id = '${aggregateId(7)}'`],
  ['an aggregate type', { aggregate_type: 'task' }, "+aggregate_type = 'task'"],
  ['an event type', { event_type: 'completed' }, "+event_type = 'completed'"],
  ['a qualified type', { event_type: 'task.started' }, "+event_type = 'started' AND +aggregate_type = 'task'"],
  ['a rare type', { event_type: 'failed' }, "event_type = 'failed'"],
  ['a correlation', { correlation_id: 'workflow-1000' }, "correlation_id = 'workflow-1000'"],
  ['a user', { user_id: 'user-7' }, "user_id = 'user-7'"],
  ['a range of time', { to_timestamp: MIDDLE }, `timestamp <= '${MIDDLE}'`],
];

/** What the sidebar's filter asks for. */
const FILTERS: readonly (readonly [name: string, asked: { readonly type?: string; readonly ids?: string }])[] = [
  ['by type', { type: 'task' }],
  ['by a glob of ids', { ids: 'agent-00*8' }],
  ['by a part of the id', { ids: '-0000' }],
];

function browse(store: EventStore, { type = 'agent', ids }: (typeof FILTERS)[number][1]): Promise<unknown> {
  const { signal } = new AbortController();
  return browseById({
    store,
    aggregateType: type,
    ids: toIdPattern(ids),
    cursor: undefined,
    limit: SMALL_PAGE,
    signal,
  });
}

/** Pages of queries and of the tree, over a store with many streams. */
export async function benchSqliteReads(count: number): Promise<void> {
  const path = await manyStreams(count);
  const smaller = await manyStreams(count / 10);
  heading(`Reading SQLite, ${count.toLocaleString('en-US')} events in ${streamsIn(count)} streams`);
  const store = await openStore(path);
  const db = new Database(path, { readonly: true });
  for (const [name, filter, bare] of QUERIES) {
    const page = db.prepare(
      `SELECT * FROM events WHERE ${bare} AND (timestamp, rowid) < (?, ?) ORDER BY timestamp DESC, rowid DESC LIMIT ?`,
    );
    const rounds = await inTurn(
      ROUNDS,
      () => often(() => store.queryEvents(filter, { limit: PAGE })),
      () => often(() => page.all(LAST, 0, PAGE + 1)),
    );
    reportRounds(`query page of ${name}, by the raw keyset query`, rounds, '<= 2');
  }
  await compareTree(store, db);
  const small = await openStore(smaller);
  const sizes = await inTurn(
    ROUNDS,
    () => often(() => store.listAggregates()),
    () => often(() => small.listAggregates()),
  );
  reportRounds('first page of the tree, against a tenth of the events', sizes, '<= 1.5');
  for (const [name, asked] of FILTERS) {
    const rounds = await inTurn(
      ROUNDS,
      () => often(() => browse(store, asked)),
      () => often(() => browse(small, asked)),
    );
    reportRounds(`first page of the sidebar, ${name}, against a tenth of the events`, rounds, '<= 1.5');
  }
  await small.close();
  await benchCold(path);
  db.close();
  await store.close();
}

function streamsIn(count: number): string {
  return (count / STREAM_LENGTH).toLocaleString('en-US');
}

/** Pages of aggregates and types, against the barest hops through the index. */
async function compareTree(store: EventStore, db: Database.Database): Promise<void> {
  const next = db.prepare('SELECT min(aggregate_id) FROM events WHERE aggregate_id > ?').pluck();
  const count = db.prepare('SELECT count(*) FROM events WHERE aggregate_id = ?').pluck();
  const last = db.prepare(
    'SELECT aggregate_type, timestamp FROM events WHERE aggregate_id = ? ORDER BY rowid DESC LIMIT 1',
  );
  const hop = (after: string, type?: string) => {
    for (let id = after, n = 0; n < PAGE; ) {
      id = next.get(id) as string;
      const { aggregate_type } = last.get(id) as { aggregate_type: string };
      if (type !== undefined && aggregate_type !== type) continue;
      count.get(id);
      n++;
    }
  };
  const pages: readonly (readonly [string, Parameters<EventStore['listAggregates']>[0], string])[] = [
    ['the first page', {}, ''],
    ['a page in the middle', { after: aggregateId(1_000) }, aggregateId(1_000)],
    ['the first page of a type', { aggregateType: 'task' }, ''],
    ['the first page of ids that begin with a text', { prefix: 'agent-001' }, aggregateId(999)],
    ['the first page of ids that contain a text', { contains: 'T-0000' }, ''],
  ];
  for (const [name, options, after] of pages) {
    const rounds = await inTurn(
      ROUNDS,
      () => often(() => store.listAggregates(options)),
      () => often(() => hop(after, options?.aggregateType)),
    );
    reportRounds(`tree, ${name}, by the barest loose scan`, rounds, '<= 3');
  }
  const nextType = db.prepare('SELECT min(aggregate_type) FROM events WHERE aggregate_type > ?').pluck();
  const types = await inTurn(
    ROUNDS,
    () => often(() => store.listAggregateTypes()),
    () =>
      often(() => {
        for (let type: unknown = ''; type !== null; ) type = nextType.get(type);
      }),
  );
  reportRounds('tree, the aggregate types, by the barest loose scan', types, '<= 3');
}

/** What the first page takes in a store that was just opened. */
async function benchCold(path: string): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const store = await openStore(path);
    times.push(await time(async () => [await store.listAggregateTypes(), await store.listAggregates()]));
    await store.close();
  }
  report('tree, types and first page of a store just opened, in units of 50 ms', median(times) / 50, '<= 1', '');
}
