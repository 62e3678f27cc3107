import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { DomainError } from '../../domain/errors.ts';
import { type Connection, loadDriver } from './driver.ts';
import type { ReadableCopy } from './readable-copy.ts';
import { LOCK_WAIT_MS, retryWhenBusy } from './retry-when-busy.ts';
import { createSchema } from './schema.ts';
import { readTableShape, type TableShape, tablesOf } from './table-shape.ts';
import { hasWalFiles, removeEmptyWal } from './wal-files.ts';

export interface SqliteOptions {
  readonly readOnly: boolean;
  /** How long a locked database is tried again, in milliseconds; 5,000 when left out. */
  readonly patience?: number | undefined;
  /** May a database be copied that cannot be read where it is? True when left out. */
  readonly mayCopy?: boolean | undefined;
}

export interface OpenedDatabase {
  readonly connection: Connection;
  readonly shape: TableShape;
  /** Sentences for the user about how it had to be opened. */
  readonly remarks: readonly string[];
  /** Closes the connection, and removes what we made to read the database. */
  release(): Promise<void>;
}

/**
 * Opens the file. Read-only it must exist, and nothing in it or beside it is changed. Otherwise a file that does not
 * exist or is empty becomes a new store; a database of others stays as it is. Throws `store-not-found`, `not-a-store`.
 */
export async function openDatabase(
  file: string,
  { readOnly, patience, mayCopy = true }: SqliteOptions,
): Promise<OpenedDatabase> {
  checkPath(file, readOnly);
  try {
    return await openInPlace(file, readOnly, patience);
  } catch (error) {
    if (!readOnly || !mayCopy) throw error;
    // Loaded when it is needed: hardly any database has to be copied.
    const { makeReadableCopy, needsCopy } = await import('./readable-copy.ts');
    if (!needsCopy(file, error)) throw error;
    return openCopy(await makeReadableCopy(file), file, patience);
  }
}

async function openInPlace(
  file: string,
  readOnly: boolean,
  patience: number | undefined,
  name = file,
): Promise<OpenedDatabase> {
  const Driver = await loadDriver();
  const madeWal = readOnly && !hasWalFiles(file);
  const open = () => {
    const connection = new Driver(file, { readonly: readOnly, timeout: LOCK_WAIT_MS });
    try {
      prepareConnection(connection, readOnly);
      return { connection, shape: readTableShape(connection, name) };
    } catch (error) {
      connection.close();
      throw error;
    }
  };
  const { connection, shape } = await retryWhenBusy(name, open, patience);
  const release = async () => {
    connection.close();
    if (madeWal) await removeEmptyWal(file);
  };
  return { connection, shape, remarks: [], release };
}

async function openCopy(copy: ReadableCopy, file: string, patience: number | undefined): Promise<OpenedDatabase> {
  try {
    const opened = await openInPlace(copy.file, true, patience, file);
    const release = async () => {
      await opened.release();
      await copy.remove();
    };
    return { ...opened, remarks: [copy.remark], release };
  } catch (error) {
    await copy.remove();
    throw error;
  }
}

function prepareConnection(connection: Connection, readOnly: boolean): void {
  if (readOnly) {
    connection.pragma('query_only = ON');
    // Of pages that were read, in KB. The driver keeps twice as many; the operating system has them anyway.
    connection.pragma('cache_size = -8000');
    return;
  }
  // An event that was reported as saved must survive a power cut. The setting holds for this connection only.
  connection.pragma('synchronous = FULL');
  if (tablesOf(connection).length === 0) createSchema(connection);
}

function checkPath(file: string, readOnly: boolean): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory()) throw new DomainError('not-a-store', `${file} is a folder: name the SQLite file in it`);
  if (found) return;
  if (readOnly) {
    throw new DomainError(
      'store-not-found',
      `There is no file ${file}: check the path, or open it for writing to create it`,
    );
  }
  if (!existsSync(path.dirname(file))) {
    throw new DomainError('store-not-found', `There is no folder ${path.dirname(file)}: create it first`);
  }
}
