import { existsSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openStore } from '../../server/stores/open-store.ts';

export const AGGREGATE = 'agent-123';
/** A type that the stream has a few times. */
export const RARE_TYPE = 'failed';

const TYPES = ['status', 'status', 'status', 'updated', 'deployed'];

/** Where the events of the rare type stand, whatever the stream's length: nine times, at every tenth of it. */
export function rarePositions(count: number): readonly number[] {
  return Array.from({ length: 9 }, (_, n) => Math.floor((count * (n + 1)) / 10));
}

/**
 * A store with one stream of this many events, payloads of about 250 bytes, whose state gets as many more fields as
 * `width` says; made once and kept in the temp folder.
 */
export async function bigStore(count: number, width = 0): Promise<string> {
  const path = join(tmpdir(), `event-replay-bench-2-${count}${width > 0 ? `-${width}` : ''}.db`);
  if (existsSync(path)) return path;
  process.stdout.write(`Making a stream of ${count.toLocaleString('en-US')} events …\n`);
  const making = `${path}.new`;
  rmSync(making, { force: true });
  await (await openStore(making, { readOnly: false })).close();
  const db = new Database(making);
  db.pragma('journal_mode = MEMORY');
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -500000');
  // An index over rows that are there is made by sorting, which takes a fraction of the time.
  const indexes = db.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").all() as {
    name: string;
    sql: string;
  }[];
  for (const { name } of indexes) db.exec(`DROP INDEX ${name}`);
  const insert = db.prepare(
    `INSERT INTO events (id, event_id, aggregate_id, aggregate_type, event_type, event_data, timestamp, version, event_metadata)
     VALUES (?, ?, '${AGGREGATE}', 'agent', ?, ?, ?, ?, '{}')`,
  );
  const rare = new Set(rarePositions(count));
  db.transaction(() => {
    for (let version = 1; version <= count; version++) {
      const id = `${version.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
      const time = new Date(Date.UTC(2025, 0, 1) + version * 1000).toISOString().slice(0, 19).replace('T', ' ');
      const type = rare.has(version) ? RARE_TYPE : TYPES[version % TYPES.length];
      insert.run(id, id, type, payload(version, width), time, version);
    }
  })();
  for (const { sql } of indexes) db.exec(sql);
  db.close();
  renameSync(making, path);
  return path;
}

function payload(version: number, width: number): string {
  const reward = ((version * 7919) % 1000) / 1001;
  return JSON.stringify({
    reward,
    step: version % 97,
    model: 'gpt-4',
    worker_id: `worker-${version % 13}`,
    task_input: {
      prompt: 'Summarise the conversation with the customer and name the next action.',
      tokens: version % 512,
    },
    resources_id: 'local',
    mode: version % 2 === 0 ? 'train' : 'val',
    tags: ['support', 'eu-west'],
    ...(width > 0 ? { [`field_${version % width}`]: version } : {}),
  });
}
