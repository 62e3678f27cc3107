import pg from 'pg';
import { postgresServer, whyNoPostgres } from '../../../test/server/stores/postgres/postgres-server.ts';
import { runOn, uriTo } from '../../../test/server/stores/postgres/with-postgres.ts';

export interface BenchServer {
  uri(schema: string): string;
  connect(): Promise<pg.Client>;
}

/** A server that ends with the process, as durable as one in production; or why there is none. */
export async function benchServer(): Promise<BenchServer | string> {
  const reason = whyNoPostgres();
  if (reason !== undefined) return reason;
  const server = await postgresServer();
  for (const setting of ['fsync = on', "max_wal_size = '2GB'", "shared_buffers = '256MB'"]) {
    await runOn(server, `ALTER SYSTEM SET ${setting}`);
  }
  server.control('restart');
  return {
    uri: (schema) => `${uriTo(server)}?schema=${schema}`,
    connect: async () => {
      const client = new pg.Client({ connectionString: uriTo(server) });
      await client.connect();
      return client;
    },
  };
}
