import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePortFrom } from '../../../../scripts/free-port.ts';
import { openStore } from '../../../../server/stores/open-store.ts';
import { follow } from '../contract/tailing.ts';
import { versions } from '../contract/with-store.ts';
import { rewarded, stream, updated } from '../example-events.ts';
import type { PostgresServer } from './postgres-server.ts';
import { describePostgres } from './with-postgres.ts';

const hasPooler = spawnSync('pgbouncer', ['--version']).status === 0;
/** The script of the continuous integration says so when the package could not be had; it has told its reader. */
const isLeftOut = process.env.WITHOUT_PGBOUNCER === 'true';
const describePooled: typeof describePostgres = isLeftOut
  ? () => {}
  : hasPooler
    ? describePostgres
    : (title) => {
        describe.skip(`${title} (no pgbouncer on this machine)`, () => it('is written to and read'));
      };

describePooled('A PostgreSQL store behind a pooler in transaction mode', (postgres) => {
  let pooler: ChildProcess;
  let folder: string;
  let uri: string;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'event-pooler-'));
    const { server } = postgres();
    const port = await startPooler(server);
    uri = `postgres://${server.user}:${server.password}@127.0.0.1:${port}/postgres?schema=pooled`;
  });

  after(() => {
    pooler.kill();
    rmSync(folder, { recursive: true });
  });

  /** Two connections of the server for all clients. */
  async function startPooler({ port, user, password }: PostgresServer): Promise<number> {
    const own = await freePortFrom(16_432);
    const users = path.join(folder, 'users');
    writeFileSync(users, `"${user}" "${password}"\n`);
    const settings = [
      '[databases]',
      `postgres = host=127.0.0.1 port=${port}`,
      '[pgbouncer]',
      `listen_port = ${own}`,
      'listen_addr = 127.0.0.1',
      'unix_socket_dir =',
      'auth_type = scram-sha-256',
      `auth_file = ${users}`,
      'pool_mode = transaction',
      'default_pool_size = 2',
    ];
    writeFileSync(path.join(folder, 'pgbouncer.ini'), `${settings.join('\n')}\n`);
    chmodSync(folder, 0o755);
    const asNobody = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
    pooler = spawn('pgbouncer', [...asNobody, path.join(folder, 'pgbouncer.ini')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await new Promise<void>((resolve, reject) => {
      pooler.stderr!.on('data', (text) => /process up/.test(String(text)) && resolve());
      pooler.once('exit', (code) => reject(new Error(`pgbouncer ended with ${code}`)));
    });
    return own;
  }

  it('leaves no setting behind on the connections that others get', async () => {
    const owner = await openStore(uri, { readOnly: false });
    const reader = await openStore(uri);
    await Promise.all(Array.from({ length: 10 }, () => reader.countStream('task-789')));
    await reader.close();
    const saved = Array.from({ length: 10 }, (_, n) => owner.saveEvents([updated(n + 1)]));
    assert.equal((await Promise.all(saved)).length, 10);
    assert.match(owner.remarks.join(), /pooler/);
    await owner.close();
  });

  it('is written to one by one, together and in batches, by writers who do not get in each other’s way', async () => {
    const stores = await Promise.all([1, 2, 3].map(() => openStore(uri, { readOnly: false })));
    for (let version = 1; version <= 12; version++) {
      await stores[version % 3]!.saveEvent(rewarded(version, 0), { expectedVersion: version - 1 });
    }
    await Promise.all(
      stream(30, (n) => rewarded(1, 0, { aggregate_id: `task-${n}` })).map((e) => stores[0]!.saveEvent(e)),
    );
    await stores[1]!.saveEvents(
      stream(100, (n) => rewarded(n, 0, { aggregate_id: 'task-0', timestamp: '2025-09-19' })),
    );
    const results = await Promise.allSettled(
      stores.map((store) => store.saveEvent(rewarded(13, 0), { expectedVersion: 12 })),
    );
    assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected', 'rejected']);
    const read = await stores[2]!.getEventsByAggregate('task-789');
    assert.deepEqual(versions(read), versions(stream(13)));
    assert.equal(read[0]?.timestamp, '2025-09-19T13:00:01.006400Z');
    assert.equal(await stores[2]!.countStream('task-0'), 100);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('is followed by looking, as nobody can be told', async () => {
    const writer = await openStore(uri, { readOnly: false });
    const own = follow(writer, { aggregate_id: 'tail' }, 2);
    await writer.saveEvents(
      stream(2, (n) => rewarded(n, 0, { aggregate_id: 'tail', timestamp: new Date().toISOString() })),
    );
    assert.deepEqual(versions(await own), [1, 2]);
    await writer.close();
  });
});
