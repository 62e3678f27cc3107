import { existsSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openStore } from '../../../server/stores/open-store.ts';

/** How many events each stream has, and so many streams are written to by turns. */
export const STREAM_LENGTH = 500;

/** The id of a stream, as `aggregateId` of SQL makes it. */
export function aggregateId(stream: number): string {
  return `agent-${String(stream).padStart(6, '0')}`;
}

/** About 250 bytes. */
export const PAYLOAD = `'{"reward": 0.' || (n % 1000) || ', "step": ' || (n % 97) || ', "model": "gpt-4", "worker_id": "worker-' ||
  (n % 13) || '", "task_input": {"prompt": "Summarise the conversation with the customer and name the next action.", ' ||
  '"tokens": ' || (n % 512) || '}, "resources_id": "local", "mode": "train", "tags": ["support", "eu-west"]}'`;

/**
 * A store with so many events in streams of 500, of four aggregate types and of five event types, one of them rare;
 * each correlation has 40 events. Made once and kept in the temp folder.
 */
export async function manyStreams(count: number): Promise<string> {
  const path = join(tmpdir(), `event-replay-bench-streams-2-${count}.db`);
  if (existsSync(path)) return path;
  process.stdout.write(`Making ${(count / STREAM_LENGTH).toLocaleString('en-US')} streams …\n`);
  const making = `${path}.new`;
  rmSync(making, { force: true });
  await (await openStore(making, { readOnly: false })).close();
  const db = new Database(making);
  for (const pragma of ['journal_mode = MEMORY', 'synchronous = OFF', 'cache_size = -500000']) db.pragma(pragma);
  const indexes = db.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").all() as {
    name: string;
    sql: string;
  }[];
  // An index over rows that are there is made by sorting, which takes a fraction of the time.
  for (const { name } of indexes) db.exec(`DROP INDEX ${name}`);
  const streams = count / STREAM_LENGTH;
  db.exec(`
    INSERT INTO events (id, event_id, aggregate_id, aggregate_type, event_type, event_data, timestamp, version,
      correlation_id, user_id, service_name, event_metadata)
    WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count - 1})
    SELECT printf('%08x-0000-7000-8000-000000000000', n), printf('%08x-0000-7000-9000-000000000000', n),
      printf('agent-%06d', n % ${streams}), ${typeOf(streams)}, ${EVENT_TYPE}, ${PAYLOAD},
      datetime(1735689600 + n, 'unixepoch') || CASE WHEN n % 10 = 0 THEN '' ELSE printf('.%06d', n % 1000000) END,
      n / ${streams} + 1, 'workflow-' || (n / 40), 'user-' || (n % 50), 'agent_runner', '{}'
    FROM numbers`);
  for (const { sql } of indexes) db.exec(sql);
  db.close();
  renameSync(making, path);
  return path;
}

/** The aggregate type of a stream: each a quarter. */
export function typeOf(streams: number): string {
  return `CASE n % ${streams} % 4 WHEN 0 THEN 'agent' WHEN 1 THEN 'task' WHEN 2 THEN 'workflow' ELSE 'rollout' END`;
}

/** One in 50,000 has failed. */
export const EVENT_TYPE = `CASE WHEN n % 50000 = 7 THEN 'failed' WHEN n % 4 = 0 THEN 'created' WHEN n % 4 = 1 THEN 'started'
  WHEN n % 4 = 2 THEN 'completed' ELSE 'status' END`;
