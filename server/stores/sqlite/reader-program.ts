import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import type { EventFilter } from '../../domain/filter.ts';
import { isLossy } from '../../domain/parse-json.ts';
import type { LookedThrough } from '../look-through.ts';
import type { Payloads } from './lean-pages.ts';
import { LOCK_WAIT_MS } from './retry-when-busy.ts';
import type { VersionWindow } from './version-windows.ts';

interface Statement {
  readonly id: number;
  readonly sql: string;
  readonly params: readonly unknown[];
}
/** A statement whose rows are wanted. */
interface RowsRequest extends Statement {
  readonly kind: 'rows';
}
/** A statement whose rows are payloads. */
interface PayloadsRequest extends Statement {
  readonly kind: 'payloads';
}
/** A statement for the rows of a window, to be looked through for an event that one of the filters selects. */
export interface LookRequest extends Statement {
  readonly kind: 'look';
  readonly window: VersionWindow & { readonly isPlucked: boolean };
  readonly filters: readonly EventFilter[];
}
export type Request = RowsRequest | PayloadsRequest | LookRequest;
/** What was asked for, or what went wrong. */
export type Answer = { readonly id: number } & (
  | { readonly rows: unknown[] }
  | { readonly payloads: Payloads }
  | { readonly looked: LookedThrough | undefined }
  | { readonly problem: string }
);

/** The program of a `ReaderThread`: reads what it is asked to over a connection of its own, until it is terminated. */
function serve(port: NonNullable<typeof parentPort>, file: string): void {
  const db = new Database(file, { readonly: true, timeout: LOCK_WAIT_MS });
  db.pragma('query_only = ON');
  // Who reads one page after the other meets none of them again; left alone, it keeps 16 MB of them.
  db.pragma('cache_size = -2000');
  const statements = new Map<string, Database.Statement<unknown[]>>();
  const read = ({ sql, params }: Statement, isPlucked: boolean): unknown[] => {
    const statement = statements.get(sql) ?? db.prepare<unknown[]>(sql);
    if (!statements.has(sql)) statements.set(sql, statement.pluck(isPlucked));
    return statement.all(...params);
  };
  const answer = async (request: Request): Promise<Answer> => {
    const { id } = request;
    try {
      if (request.kind === 'rows') return { id, rows: read(request, false) };
      if (request.kind === 'payloads') return { id, payloads: toPayloads(read(request, true)) };
      const { window, filters } = request;
      // Loaded when it is wanted: most who read need no expressions.
      const { lookThroughWindow, testOf } = await import('./window-test.ts');
      return { id, looked: lookThroughWindow(read(request, window.isPlucked), window, testOf(filters)) };
    } catch (error) {
      return { id, problem: String(error) };
    }
  };
  port.on('message', async (request: Request) => port.postMessage(await answer(request)));
}

/** To find out here whether they are lossless spares the thread that parses them a tenth of its work. */
function toPayloads(found: readonly unknown[]): Payloads {
  return { found, lossless: Uint8Array.from(found, (each) => (typeof each === 'string' && !isLossy(each) ? 1 : 0)) };
}

if (parentPort) serve(parentPort, workerData as string);
