import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { openStore } from '../../../../server/stores/open-store.ts';
import { rewarded, stream } from '../example-events.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { CERTIFICATE, KEY } from './test-certificate.ts';
import { describePostgres, uriTo } from './with-postgres.ts';

describePostgres('A PostgreSQL server that refuses', (postgres) => {
  const file = temporaryFolder();

  /** The message names the place and no password. */
  async function refuses(uri: string, code: string, message: RegExp, readOnly = true): Promise<void> {
    await assert.rejects(openStore(uri, { readOnly }), (error: Error & { code?: string }) => {
      assert.deepEqual([error.code, message.test(error.message)], [code, true], error.message);
      const all = `${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
      assert.ok(!all.includes(postgres().server.password), 'the password is in the error');
      return true;
    });
  }

  it('is not there', async () => {
    const { user, password } = postgres().server;
    await refuses(
      `postgres://${user}:${password}@127.0.0.1:1/events`,
      'store-failed',
      /127\.0\.0\.1:1\/events cannot be reached/,
    );
    await refuses(`postgres://${user}:${password}@nowhere.invalid/events`, 'store-failed', /cannot be reached/);
  });

  it('knows neither the user nor the password', async () => {
    const { port, password } = postgres().server;
    await refuses(
      `postgres://ada:wrong@127.0.0.1:${port}/postgres`,
      'store-failed',
      /refuses the user or the password/,
    );
    await refuses(`postgres://eve:${password}@127.0.0.1:${port}/postgres`, 'store-failed', /refuses the user/);
    await refuses(`postgres://ada@127.0.0.1:${port}/postgres`, 'store-failed', /refuses the user or the password/);
  });

  it('has no such database, and no such table', async () => {
    await refuses(uriTo(postgres().server, 'nothing'), 'store-not-found', /no such database/);
    await refuses(
      postgres().newUri(),
      'not-a-store',
      /no table events in postgres:\/\/127\.0\.0\.1:\d+\/postgres\?schema=s\d+/,
    );
    await postgres().run('CREATE SCHEMA "another place"; CREATE TABLE "another place".events (id int)');
    await refuses(postgres().newUri(), 'not-a-store', /\?schema=another%20place/);
  });

  it('lets a user read, and not write', async () => {
    const uri = postgres().newUri();
    const owner = await openStore(uri, { readOnly: false });
    await owner.saveEvents(stream(2));
    await owner.close();
    const schema = new URL(uri).searchParams.get('schema');
    await postgres().run(`CREATE ROLE reader LOGIN PASSWORD 'r'; GRANT USAGE ON SCHEMA ${schema} TO reader`);
    const asReader = uri.replace(/ada:[^@]+/, 'reader:r');
    const denied = await openStore(asReader);
    await assert.rejects(denied.countStream('task-789'), { code: 'store-failed', message: /permission denied/ });
    await postgres().run(`GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO reader`);
    assert.equal(await denied.countStream('task-789'), 2);
    await denied.close();
    const store = await openStore(asReader, { readOnly: false });
    await assert.rejects(store.saveEvent(rewarded(3, 0.5)), {
      code: 'read-only-store',
      message: /your user may not write/,
    });
    await store.close();
  });

  it('lets a user make tables, and no schemas', async () => {
    const uri = postgres().newUri();
    const schema = new URL(uri).searchParams.get('schema');
    await postgres().run(`CREATE ROLE maker LOGIN PASSWORD 'm'`);
    const asMaker = uri.replace(/ada:[^@]+/, 'maker:m');
    await refuses(asMaker, 'store-failed', /permission denied for database/, false);
    await postgres().run(`CREATE SCHEMA ${schema} AUTHORIZATION maker`);
    const store = await openStore(asMaker, { readOnly: false });
    await store.saveEvent(rewarded(1, 0.5));
    await store.close();
  });

  it('stops a query that takes too long', async () => {
    const uri = postgres().newUri();
    await (await openStore(uri, { readOnly: false })).close();
    const schema = new URL(uri).searchParams.get('schema');
    await postgres().run(`ALTER TABLE ${schema}.events RENAME TO log;
      CREATE VIEW ${schema}.events AS SELECT log.* FROM ${schema}.log, pg_sleep(20)`);
    const store = await openStore(`${uri}&statement_timeout=50`);
    await assert.rejects(store.countEvents({}), { code: 'store-failed', message: /statement_timeout/ });
    await store.close();
  });

  it('goes away and comes back', async function () {
    this.timeout(60_000);
    const store = await openStore(postgres().newUri(), { readOnly: false });
    await store.saveEvents(stream(3));
    postgres().server.control('restart');
    assert.equal(await store.countStream('task-789'), 3, 'a read is asked again');
    postgres().server.control('stop');
    await assert.rejects(store.countStream('task-789'), { code: 'store-failed' });
    await assert.rejects(store.saveEvent(rewarded(4, 0.5)), { code: 'store-failed' });
    postgres().server.control('start');
    await store.saveEvent(rewarded(4, 0.5));
    assert.equal(await store.countStream('task-789'), 4);
    await store.close();
    await assert.rejects(store.countStream('task-789'), { code: 'store-failed', message: /closed/ });
  });

  it('is a replica: it reads, follows, and writes nothing', async function () {
    this.timeout(60_000);
    const { server, newUri } = postgres();
    const uri = newUri();
    const primary = await openStore(uri, { readOnly: false });
    await primary.saveEvents(stream(2));
    await primary.close();
    // A server that waits for the log of a primary which never sends any.
    server.put('standby.signal', '');
    server.control('restart');
    try {
      const store = await openStore(uri, { readOnly: false });
      assert.equal(store.readOnly, true);
      assert.match(store.remarks.join(), /accepts no writes/);
      await assert.rejects(store.saveEvent(rewarded(3, 0.5)), { code: 'read-only-store', message: /primary/ });
      await assert.rejects(store.deleteSnapshots('task-789'), { code: 'read-only-store', message: /primary/ });
      assert.equal(await store.countStream('task-789'), 2);
      assert.equal((await store.queryEvents({ where: "event_data['reward'] > 0.15" })).events.length, 1);
      const tail = store.subscribe({}, () => {}, { onError: assert.ifError });
      assert.equal(await store.countStream('task-789'), 2);
      tail.close();
      await store.close();
      await refuses(newUri(), 'not-a-store', /no table events/, false);
    } finally {
      server.put('standby.signal', undefined);
      server.control('restart');
    }
  });

  it('speaks no TLS', async () => {
    const uri = postgres().newUri();
    await (await openStore(uri, { readOnly: false })).close();
    await (await openStore(`${uri}&sslmode=disable`)).close();
    await (await openStore(`${uri}&sslmode=prefer`)).close();
    for (const mode of ['require', 'verify-ca', 'verify-full']) {
      await refuses(`${uri}&sslmode=${mode}`, 'store-failed', /TLS .*sslmode/);
    }
    await refuses(`${uri}&sslmode=sometimes`, 'bad-store-uri', /sslmode/);
    await refuses(`${uri}&sslrootcert=/nowhere/ca.pem`, 'bad-store-uri', /sslrootcert/);
  });

  it('speaks TLS, and is believed as far as sslmode says', async function () {
    this.timeout(60_000);
    const { server, run, newUri } = postgres();
    const uri = newUri();
    await (await openStore(uri, { readOnly: false })).close();
    const isEncrypted = async (options: string) => {
      const store = await openStore(`${uri}&application_name=tls-test${options}`);
      const [found] = await run(
        "SELECT bool_and(s.ssl) AS ssl FROM pg_stat_ssl s JOIN pg_stat_activity a USING (pid) WHERE application_name = 'tls-test'",
      );
      await store.close();
      return found?.ssl;
    };
    server.put('server.crt', CERTIFICATE);
    server.put('server.key', KEY);
    await run('ALTER SYSTEM SET ssl = on');
    server.control('restart');
    try {
      const root = `&sslrootcert=${encodeURIComponent(file('root.crt'))}`;
      writeFileSync(file('root.crt'), CERTIFICATE);
      assert.equal(await isEncrypted(''), true);
      assert.equal(await isEncrypted('&sslmode=disable'), false);
      assert.equal(await isEncrypted('&sslmode=require'), true);
      assert.equal(await isEncrypted(`&sslmode=verify-ca${root}`), true);
      assert.equal(await isEncrypted(`&sslmode=verify-full${root}`), true);
      await refuses(`${uri}&sslmode=verify-full`, 'store-failed', /TLS .*sslrootcert/);
      const other = uri.replace('127.0.0.1', 'localhost');
      await (await openStore(`${other}&sslmode=verify-ca${root}`)).close();
      await refuses(`${other}&sslmode=verify-full${root}`, 'store-failed', /TLS .*localhost/);
    } finally {
      await run('ALTER SYSTEM RESET ssl');
      server.control('restart');
    }
  });
});
