import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { LOCK_WAIT_MS } from './retry-when-busy.ts';

/** A statement to run, and the rows or what went wrong. With `isPlucked` a row is its first column. */
export interface ReadRequest {
  readonly id: number;
  readonly sql: string;
  readonly params: readonly unknown[];
  readonly isPlucked: boolean;
}
export type ReadAnswer = { readonly id: number } & ({ readonly rows: unknown[] } | { readonly problem: string });

/** The program of a `ReaderThread`: reads what it is asked to over a connection of its own, until it is terminated. */
function serve(port: NonNullable<typeof parentPort>, file: string): void {
  const db = new Database(file, { readonly: true, timeout: LOCK_WAIT_MS });
  db.pragma('query_only = ON');
  const statements = new Map<string, Database.Statement<unknown[]>>();
  const read = ({ sql, params, isPlucked }: ReadRequest): unknown[] => {
    const statement = statements.get(sql) ?? db.prepare<unknown[]>(sql);
    if (!statements.has(sql)) statements.set(sql, statement.pluck(isPlucked));
    return statement.all(...params);
  };
  port.on('message', (request: ReadRequest) => {
    const { id } = request;
    try {
      port.postMessage({ id, rows: read(request) } satisfies ReadAnswer);
    } catch (error) {
      port.postMessage({ id, problem: String(error) } satisfies ReadAnswer);
    }
  });
}

if (parentPort) serve(parentPort, workerData as string);
