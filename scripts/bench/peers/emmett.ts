import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Event } from '../../../server/domain/event.ts';
import type { EventStore } from '../../../server/domain/event-store.ts';
import { openStore } from '../../../server/stores/open-store.ts';
import { inTurn, reportRounds, time } from '../measure.ts';
import { benchServer } from '../stores/bench-server.ts';
import { newEvents } from '../stores/new-events.ts';

const ROUNDS = 5;
const SINGLE = 100;
const BATCH = 100;
const BATCHES = 20;

/** What is used of Emmett's stores. */
interface EmmettStore {
  appendToStream(name: string, events: readonly { type: string; data: unknown }[]): Promise<unknown>;
  readStream(name: string): Promise<{ events: readonly unknown[] }>;
  close?(): Promise<void>;
}

interface Emmett {
  getSQLiteEventStore(options: object): EmmettStore;
  getPostgreSQLEventStore(uri: string): EmmettStore;
}

/** Emmett's stores, installed into a temporary folder. */
export async function benchEmmett(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'event-replay-emmett-'));
  try {
    await peer(folder, 'emmett-sqlite', '0.38.5', async ({ getSQLiteEventStore }) => {
      const store = await openStore(join(folder, 'ours.db'), { readOnly: false });
      const theirs = getSQLiteEventStore({
        fileName: join(folder, 'emmett.db'),
        schema: { autoMigration: 'CreateOrUpdate' },
      });
      await compare('emmett-sqlite', store, theirs);
    });
    await peer(folder, 'emmett-postgresql', '0.42.0', async ({ getPostgreSQLEventStore }) => {
      const server = await benchServer();
      if (typeof server === 'string') throw new Error(server);
      const store = await openStore(server.uri('bench_peers'), { readOnly: false });
      const uri = server.uri('public').replace(/\?.*/, '');
      await compare('emmett-postgresql', store, getPostgreSQLEventStore(uri));
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Installs a package and works with it; says why not where that fails. */
async function peer(
  folder: string,
  name: string,
  version: string,
  work: (emmett: Emmett) => Promise<void>,
): Promise<void> {
  const own = mkdtempSync(join(folder, `${name}-`));
  writeFileSync(join(own, 'package.json'), '{}');
  const packages = [`@event-driven-io/${name}@${version}`, `@event-driven-io/emmett@${version}`];
  const installed = spawnSync('npm', ['install', '--no-audit', '--no-fund', ...packages], {
    cwd: own,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (installed.status !== 0) {
    console.log(`${name}: skipped (npm cannot install it here: ${installed.stderr.trim().split('\n')[0]})`);
    return;
  }
  const main = createRequire(join(own, 'package.json')).resolve(`@event-driven-io/${name}`);
  try {
    await work((await import(pathToFileURL(main).href)) as Emmett);
  } catch (error) {
    console.log(`${name}: skipped (${(error as Error).message})`);
  }
}

async function compare(name: string, ours: EventStore, theirs: EmmettStore): Promise<void> {
  const toTheirs = (events: readonly Event[]) =>
    events.map(({ event_type, event_data }) => ({ type: event_type, data: event_data }));
  const one = await inTurn(
    ROUNDS,
    (round) => inBatches(newEvents(`one-${round}`, SINGLE), 1, ([event]) => ours.saveEvent(event!)),
    (round) =>
      inBatches(newEvents(`one-${round}`, SINGLE), 1, (events) =>
        theirs.appendToStream(`one-${round}`, toTheirs(events)),
      ),
  );
  reportRounds(`append one, by ${name}`, one, '< 1');
  const batches = await inTurn(
    ROUNDS,
    (round) => inBatches(newEvents(`many-${round}`, BATCH * BATCHES), BATCH, (events) => ours.saveEvents(events)),
    (round) =>
      inBatches(newEvents(`many-${round}`, BATCH * BATCHES), BATCH, (events) =>
        theirs.appendToStream(`many-${round}`, toTheirs(events)),
      ),
  );
  reportRounds(`append batches of ${BATCH}, by ${name}`, batches, '< 1');
  const reads = await inTurn(
    ROUNDS,
    (round) =>
      time(async () => {
        for (const { event_data } of await ours.getEventsByAggregate(`many-${round}`)) void event_data;
      }),
    (round) => time(() => theirs.readStream(`many-${round}`)),
  );
  reportRounds(`read a stream of ${(BATCH * BATCHES).toLocaleString('en-US')}, by ${name}`, reads, '< 1');
  await theirs.close?.();
  await ours.close();
}

function inBatches(
  events: readonly Event[],
  size: number,
  save: (events: readonly Event[]) => Promise<unknown>,
): Promise<number> {
  return time(async () => {
    for (let from = 0; from < events.length; from += size) await save(events.slice(from, from + size));
  });
}
