import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openStore } from '../../server/stores/open-store.ts';

export const AGGREGATE = 'agent-123';

const TYPES = ['status', 'status', 'status', 'updated', 'deployed'];

/** A store with one stream of this many events, payloads of about 250 bytes; made once and kept in the temp folder. */
export async function bigStore(count: number): Promise<string> {
  const path = join(tmpdir(), `event-replay-bench-${count}.db`);
  if (existsSync(path)) return path;
  process.stdout.write(`Making a stream of ${count.toLocaleString('en-US')} events …\n`);
  await (await openStore(path, { readOnly: false })).close();
  const db = new Database(path);
  db.pragma('synchronous = OFF');
  const insert = db.prepare(
    `INSERT INTO events (id, event_id, aggregate_id, aggregate_type, event_type, event_data, timestamp, version, event_metadata)
     VALUES (?, ?, '${AGGREGATE}', 'agent', ?, ?, ?, ?, '{}')`,
  );
  db.transaction(() => {
    for (let version = 1; version <= count; version++) {
      const id = `${version.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
      const time = new Date(Date.UTC(2025, 0, 1) + version * 1000).toISOString().slice(0, 19).replace('T', ' ');
      insert.run(id, id, TYPES[version % TYPES.length], payload(version), time, version);
    }
  })();
  db.close();
  return path;
}

function payload(version: number): string {
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
  });
}
