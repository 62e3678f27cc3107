import type pg from 'pg';
import type { PostgresUri } from './postgres-uri.ts';
import type { Tls } from './tls-options.ts';

const CONNECT_SECONDS = 15;

/** Every value as the text that the server sends: a Date would lose microseconds, a number large integers. */
const TEXTS = { getTypeParser: () => (text: string) => text };

/** What the driver connects with. */
export function toConfig(uri: PostgresUri, ssl: Tls['options']): pg.ClientConfig {
  const { host, port, database, user, password, options } = uri;
  return {
    host,
    port,
    ssl,
    keepAlive: true,
    types: TEXTS,
    application_name: options.get('application_name') ?? 'event-replay',
    connectionTimeoutMillis: 1_000 * (Number(options.get('connect_timeout')) || CONNECT_SECONDS),
    ...(database === undefined ? {} : { database }),
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
    ...(options.has('options') ? { options: options.get('options')! } : {}),
  };
}

/** Is there a pooler between, which gives another number for the connection than the server does? */
export async function isPooled(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
  return !('processID' in client) || Number(rows[0].pid) !== client.processID;
}

/**
 * Times are read in UTC, which poolers keep apart for each client; and what was opened to be read is not written to,
 * whoever asks.
 */
export function toSettings({ options }: PostgresUri, isReadOnly: boolean, isPooled: boolean): string {
  const settings = ["SET TIME ZONE 'UTC'", "SET datestyle = 'ISO'"];
  if (isPooled) return settings.join('; ');
  if (isReadOnly) settings.push('SET default_transaction_read_only = on');
  const timeout = Number(options.get('statement_timeout') ?? Number.NaN);
  if (timeout >= 0) settings.push(`SET statement_timeout = ${Math.floor(timeout)}`);
  return settings.join('; ');
}
