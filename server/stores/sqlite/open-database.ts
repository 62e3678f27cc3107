import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { DomainError } from '../../domain/errors.ts';
import { type Connection, loadDriver } from './driver.ts';
import { LOCK_WAIT_MS, retryWhenBusy } from './retry-when-busy.ts';
import { createSchema } from './schema.ts';
import { readTableShape, type TableShape, tablesOf } from './table-shape.ts';

/**
 * Opens the file. Read-only it must exist, and nothing in it or beside it is changed. Otherwise a file that does not
 * exist or is empty becomes a new store; a database of others stays as it is. Throws `store-not-found`, `not-a-store`.
 */
export async function openDatabase(
  file: string,
  readOnly: boolean,
  patience?: number,
): Promise<{ connection: Connection; shape: TableShape }> {
  const Driver = await loadDriver();
  checkPath(file, readOnly);
  const open = () => {
    const connection = new Driver(file, { readonly: readOnly, timeout: LOCK_WAIT_MS });
    try {
      prepareConnection(connection, readOnly);
      return { connection, shape: readTableShape(connection, file) };
    } catch (error) {
      connection.close();
      throw error;
    }
  };
  return retryWhenBusy(file, open, patience);
}

function prepareConnection(connection: Connection, readOnly: boolean): void {
  if (readOnly) {
    connection.pragma('query_only = ON');
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
