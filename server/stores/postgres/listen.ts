import type pg from 'pg';
import { isDomainError } from '../../domain/errors.ts';
import type { PostgresDatabase } from './database.ts';
import { isLost } from './postgres-errors.ts';
import { channelOf } from './schema.ts';
import type { TableShape } from './table-shape.ts';

/** How long an answer is waited for before the connection counts as lost. */
const ANSWER_MS = 10_000;

/** A connection on which the server tells what was appended. */
export interface Listening {
  /** Throws when the connection is gone, which nobody else may have said. */
  check(): Promise<void>;
  close(): void;
}

interface Ears {
  /** The ties of appended rows. */
  onAppended(ties: string[]): void;
  onLost(error: Error): void;
}

/**
 * Listens for what the trigger tells. Undefined where nothing tells it: a table of others, a replica (which must not
 * listen), a server that knows no LISTEN, a pooler between. Throws when the server is away.
 */
export async function listen(
  database: PostgresDatabase,
  { notifies, oid }: TableShape,
  { onAppended, onLost }: Ears,
): Promise<Listening | undefined> {
  if (!notifies || database.isPooled) return undefined;
  const client = await database.connectAlone();
  let isClosed = false;
  const close = () => {
    isClosed = true;
    client.end().catch(() => {});
  };
  try {
    await client.query(`LISTEN ${channelOf(oid)}`);
  } catch (error) {
    close();
    if (isLost(error) || isDomainError(error)) throw error;
    return undefined;
  }
  client.on('notification', ({ payload }) => {
    if (!isClosed) onAppended(JSON.parse(payload ?? '[]'));
  });
  client.on('end', () => {
    if (!isClosed) onLost(new Error('Connection terminated'));
  });
  return { check: () => answer(client), close };
}

/** Asks for nothing, and waits for the answer. */
async function answer(client: pg.Client): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Connection terminated: no answer')), ANSWER_MS);
  });
  await Promise.race([client.query('SELECT 1'), silence]).finally(() => clearTimeout(timer));
}
