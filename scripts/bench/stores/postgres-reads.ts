import type pg from 'pg';
import type { EventStore } from '../../../server/domain/event-store.ts';
import type { EventFilter } from '../../../server/domain/filter.ts';
import { openStore } from '../../../server/stores/open-store.ts';
import { heading, inTurn, reportRounds, time } from '../measure.ts';
import type { BenchServer } from './bench-server.ts';
import { aggregateId, EVENT_TYPE, PAYLOAD, STREAM_LENGTH, typeOf } from './many-streams.ts';
import { often } from './often.ts';

const ROUNDS = 7;
const PAGE = 100;
const SCHEMA = 'bench_reads';
const LONG = 'agent-long';
/** As the server tells it, and as we keep it: no part of an event is parsed before it is asked for. */
const TEXTS = { getTypeParser: () => (text: string) => text };

const QUERIES: readonly (readonly [name: string, filter: EventFilter, bare: string])[] = [
  ['everything', {}, 'TRUE'],
  ['an aggregate', { aggregate_id: aggregateId(7) }, `aggregate_id = '${aggregateId(7)}'`],
  ['an aggregate type', { aggregate_type: 'task' }, "aggregate_type = 'task'"],
  ['an event type', { event_type: 'completed' }, eitherSpelling('completed')],
  ['a rare type', { event_type: 'failed' }, eitherSpelling('failed')],
  ['a correlation', { correlation_id: 'workflow-1000' }, "correlation_id = 'workflow-1000'"],
];

/** Both spellings of a type, as somebody asks who knows of what types the aggregates are. */
function eitherSpelling(type: string): string {
  const spellings = ['agent', 'task', 'workflow', 'rollout'].map((aggregateType) => `${aggregateType}.${type}`);
  return `event_type = ANY('{${[type, ...spellings].join(',')}}')
    AND (event_type = '${type}' OR event_type = aggregate_type || '.${type}')`;
}

/** Pages of queries and of the tree, and the replay of a long stream. */
export async function benchPostgresReads(server: BenchServer, count: number, length: number): Promise<void> {
  const store = await openStore(server.uri(SCHEMA), { readOnly: false });
  const client = await server.connect();
  await fillStreams(client, count, length);
  heading(`Reading PostgreSQL, ${count.toLocaleString('en-US')} events in ${count / STREAM_LENGTH} streams`);
  for (const [name, filter, bare] of QUERIES) {
    const text = `SELECT * FROM ${SCHEMA}.events WHERE ${bare} AND (timestamp, id) < ('infinity', '')
      ORDER BY timestamp DESC, id DESC LIMIT ${PAGE + 1}`;
    const rounds = await inTurn(
      ROUNDS,
      () => often(() => store.queryEvents(filter, { limit: PAGE })),
      () => often(() => client.query({ text, types: TEXTS })),
    );
    reportRounds(`query page of ${name}, by the raw keyset query`, rounds, '<= 1.3');
  }
  await compareTree(store, client);
  await compareReplay(store, client, length);
  await client.end();
  await store.close();
}

async function fillStreams(client: pg.Client, count: number, length: number): Promise<void> {
  const streams = count / STREAM_LENGTH;
  const columns =
    'id, event_id, aggregate_id, aggregate_type, event_type, event_data, timestamp, version, correlation_id';
  const rows = (from: number, to: number, id: string, version: string, type: string) => `
    INSERT INTO ${SCHEMA}.events (${columns})
    SELECT lpad(to_hex(n), 8, '0') || '-0000-7000-8000-000000000000', lpad(to_hex(n), 8, '0') || '-0000-7000-9000-000000000000',
      ${id}, ${type}, ${EVENT_TYPE}, (${PAYLOAD})::json, to_timestamp(1735689600 + n), ${version}, 'workflow-' || (n / 40)
    FROM generate_series(${from}, ${to}) AS n`;
  const many = `'agent-' || lpad((n % ${streams})::text, 6, '0')`;
  await client.query(rows(0, count - 1, many, `n / ${streams} + 1`, typeOf(streams)));
  await client.query(rows(count, count + length - 1, `'${LONG}'`, `n - ${count} + 1`, "'agent'"));
  await client.query(`VACUUM ANALYZE ${SCHEMA}.events`);
}

/** The first page of aggregates, against one statement that hops, counts and looks at the last event. */
async function compareTree(store: EventStore, client: pg.Client): Promise<void> {
  // A page of a type is found by passing the streams of others, as in SQLite: hops end when the page is full.
  const page = (hops: string, type: string) => `
    WITH RECURSIVE hop(id, n) AS (
      (SELECT aggregate_id, 1 FROM ${SCHEMA}.events ORDER BY aggregate_id LIMIT 1)
      UNION ALL
      SELECT (SELECT aggregate_id FROM ${SCHEMA}.events WHERE aggregate_id > hop.id ORDER BY aggregate_id LIMIT 1), n + 1
      FROM hop WHERE hop.id IS NOT NULL ${hops})
    SELECT id, (SELECT count(*) FROM ${SCHEMA}.events WHERE aggregate_id = hop.id), last.* FROM hop,
      LATERAL (SELECT aggregate_type, timestamp FROM ${SCHEMA}.events WHERE aggregate_id = hop.id ORDER BY version DESC LIMIT 1) AS last
    ${type} LIMIT ${PAGE}`;
  const any = page(`AND n < ${PAGE}`, '');
  for (const [name, options, text] of [
    ['the first page', {}, any],
    ['the first page of a type', { aggregateType: 'task' }, page('', "WHERE last.aggregate_type = 'task'")],
    ['the first page of ids that contain a text', { contains: 'T-0000' }, any],
  ] as const) {
    const rounds = await inTurn(
      ROUNDS,
      () => often(() => store.listAggregates(options)),
      () => often(() => client.query({ text, types: TEXTS })),
    );
    reportRounds(`tree, ${name}, by the barest loose scan`, rounds, '<= 3');
  }
}

/** Every event of a long stream, its payload parsed. */
async function compareReplay(store: EventStore, client: pg.Client, length: number): Promise<void> {
  const ours = async () => {
    let sum = 0;
    for await (const { event_data } of store.replayEvents(LONG)) sum += event_data.step as number;
    return sum;
  };
  const bare = async () => {
    let sum = 0;
    await client.query('BEGIN');
    await client.query({
      text: `DECLARE stream NO SCROLL CURSOR FOR SELECT * FROM ${SCHEMA}.events WHERE aggregate_id = $1 ORDER BY version`,
      values: [LONG],
    });
    for (;;) {
      const { rows } = await client.query({ text: 'FETCH 2000 FROM stream', types: TEXTS });
      for (const { event_data } of rows) sum += JSON.parse(event_data).step;
      if (rows.length === 0) break;
    }
    await client.query('COMMIT');
    return sum;
  };
  if ((await ours()) !== (await bare())) throw new Error('Both ways must read the same events');
  const rounds = await inTurn(
    5,
    () => time(ours),
    () => time(bare),
  );
  reportRounds(`replay of ${length.toLocaleString('en-US')} events, by a cursor + JSON.parse`, rounds, '<= 1.18');
}
