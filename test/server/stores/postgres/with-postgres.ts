import pg from 'pg';
import { type PostgresServer, postgresServer, whyNoPostgres } from './postgres-server.ts';

/** What tests need of the shared server. */
export interface Postgres {
  /** The URI of a schema of its own that does not exist yet. */
  newUri(options?: string): string;
  uriOf(schema: string, options?: string): string;
  /** Runs SQL as the administrator; gives back the rows of the last statement. */
  run(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  readonly server: PostgresServer;
}

/** The columns of the table events as the Python code makes it. */
export const REFERENCE = `id VARCHAR(36) PRIMARY KEY, event_id VARCHAR(36) UNIQUE NOT NULL, aggregate_id VARCHAR(36) NOT NULL,
    aggregate_type VARCHAR(50) NOT NULL, event_type VARCHAR(50) NOT NULL, event_data JSON NOT NULL,
    timestamp TIMESTAMP WITH TIME ZONE NOT NULL, version INTEGER NOT NULL, correlation_id VARCHAR(36),
    causation_id VARCHAR(36), user_id VARCHAR(36), service_name VARCHAR(50), metadata JSON`;

let schemas = 0;

/** A suite on a real server. Where a machine has none it is skipped, with the reason; in CI it fails. */
export function describePostgres(title: string, body: (postgres: () => Postgres) => void): void {
  const reason = process.env.CI === 'true' ? undefined : whyNoPostgres();
  if (reason !== undefined) {
    describe.skip(`${title} (${reason})`, () => body(() => assertNever()));
    return;
  }
  describe(title, () => {
    let postgres: Postgres | undefined;
    before(async function () {
      this.timeout(60_000);
      postgres = toPostgres(await postgresServer());
    });
    body(() => postgres!);
  });
}

function toPostgres(server: PostgresServer): Postgres {
  const uriOf = (schema: string, options = '') => `${uriTo(server)}?schema=${schema}${options}`;
  return {
    server,
    uriOf,
    newUri: (options) => uriOf(`s${++schemas}`, options),
    run: (sql, values) => runOn(server, sql, values),
  };
}

/** With the user and the password. */
export function uriTo({ user, password, port }: PostgresServer, database = 'postgres'): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}

export async function runOn(
  server: PostgresServer,
  sql: string,
  values: unknown[] = [],
  database?: string,
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: uriTo(server, database) });
  await client.connect();
  try {
    const result = await client.query(sql, values.length > 0 ? values : undefined);
    return Array.isArray(result) ? result.at(-1).rows : result.rows;
  } finally {
    await client.end();
  }
}

function assertNever(): never {
  throw new Error('A skipped suite asked for a server');
}
