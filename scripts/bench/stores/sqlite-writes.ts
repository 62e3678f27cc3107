import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Event } from '../../../server/domain/event.ts';
import type { JsonObject } from '../../../server/domain/json.ts';
import { toJsonText } from '../../../server/domain/json-text.ts';
import { openStore } from '../../../server/stores/open-store.ts';
import { importEvents } from '../../../server/transfer/import-events.ts';
import { itemsOfLines } from '../../../server/transfer/import-items.ts';
import { openFile } from '../../../server/transfer/read-lines.ts';
import { heading, inTurn, reportRounds, time } from '../measure.ts';
import { bareSqlite } from './bare-sqlite.ts';
import { compareAppends } from './compare-appends.ts';
import { newEvents } from './new-events.ts';

const ROUNDS = 7;
const IMPORTED = 20_000;
const BATCH = 1_000;

/** Appending to a SQLite store, against prepared statements on the same file. */
export async function benchSqliteWrites(): Promise<void> {
  heading('Appending to SQLite, against prepared statements on the same file');
  const folder = mkdtempSync(join(tmpdir(), 'event-replay-bench-'));
  try {
    const path = join(folder, 'events.db');
    const store = await openStore(path, { readOnly: false });
    const bare = bareSqlite(path);
    await compareAppends(store, {
      insert: async (event) => bare.insert(event),
      insertAll: async (events) => bare.insertAll(events),
    });
    const lines = join(folder, 'events.jsonl');
    const rounds = await inTurn(
      ROUNDS,
      (round) => {
        writeLines(lines, newEvents(`import-${round}`, IMPORTED));
        return time(() => importEvents(itemsOfLines(openFile(lines)), store));
      },
      (round) => {
        writeLines(lines, newEvents(`import-bare-${round}`, IMPORTED));
        return time(() => {
          const all = readFileSync(lines, 'utf8').trimEnd().split('\n');
          for (let from = 0; from < all.length; from += BATCH) {
            bare.insertAll(all.slice(from, from + BATCH).map((line) => JSON.parse(line) as Event));
          }
        });
      },
    );
    reportRounds('import of JSON Lines, by JSON.parse and the bare loop', rounds, '<= 1.25');
    bare.db.close();
    await store.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeLines(file: string, events: readonly Event[]): void {
  writeFileSync(file, `${events.map((event) => toJsonText(event as unknown as JsonObject)).join('\n')}\n`);
}
