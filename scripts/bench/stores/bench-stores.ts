import { benchServer } from './bench-server.ts';
import { benchPostgresReads } from './postgres-reads.ts';
import { benchPostgresWrites } from './postgres-writes.ts';
import { benchSqliteReads } from './sqlite-reads.ts';
import { benchSqliteWrites } from './sqlite-writes.ts';

/** PostgreSQL gets a part of the events: it takes them more slowly, and its server is new each time. */
const SHARE = 5;

/** Appending, queries, the tree and PostgreSQL's replay, each against the least code that does the same. */
export async function benchStores(count: number): Promise<void> {
  await benchSqliteWrites();
  await benchSqliteReads(count);
  const server = await benchServer();
  if (typeof server === 'string') {
    console.log(`\nPostgreSQL: skipped (${server})`);
    return;
  }
  await benchPostgresWrites(server);
  await benchPostgresReads(server, count / SHARE, count / SHARE);
}
