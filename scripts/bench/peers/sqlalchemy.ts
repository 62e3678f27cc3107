import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openStore } from '../../../server/stores/open-store.ts';
import { inTurn, reportRounds, time } from '../measure.ts';
import { newEvents } from '../stores/new-events.ts';

const ROUNDS = 5;

/** Appends through SQLAlchemy, as the reference's Python code makes them, on the same file by turns with ours. */
export async function benchSqlalchemy(): Promise<void> {
  const python = ['python3', '/usr/bin/python3'].find(
    (command) => spawnSync(command, ['-c', 'import sqlalchemy']).status === 0,
  );
  if (!python) {
    console.log('SQLAlchemy: skipped (no python3 here has it; Debian: apt install python3-sqlalchemy)');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'event-replay-peers-'));
  const path = join(folder, 'events.db');
  const store = await openStore(path, { readOnly: false });
  const event_data = newEvents('payload', 1)[0]?.event_data;
  const script = join(import.meta.dirname, 'append-with-sqlalchemy.py');
  const peer = spawn(python, [script, path, JSON.stringify(event_data)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface(peer.stdout);
  const theirs = async (job: { aggregate_id: string; count: number; size: number }) => {
    const answer = once(answers, 'line');
    peer.stdin.write(`${JSON.stringify(job)}\n`);
    return Number((await answer)[0]);
  };
  for (const [name, count, size] of [
    ['append one', 100, 1],
    ['append batches of 100', 3_000, 100],
  ] as const) {
    const rounds = await inTurn(
      ROUNDS,
      (round) => {
        const events = newEvents(`ours-${size}-${round}`, count);
        return time(async () => {
          for (let from = 0; from < count; from += size) {
            if (size === 1) await store.saveEvent(events[from]!);
            else await store.saveEvents(events.slice(from, from + size));
          }
        });
      },
      (round) => theirs({ aggregate_id: `theirs-${size}-${round}`, count, size }),
    );
    reportRounds(`${name}, by SQLAlchemy`, rounds, '< 1');
  }
  peer.stdin.end();
  await store.close();
  rmSync(folder, { recursive: true });
}
