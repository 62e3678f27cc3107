import { existsSync, statSync } from 'node:fs';
import { loadDriver } from './driver.ts';

/** Is somebody using, or has somebody left, a write-ahead log beside the database? */
export function hasWalFiles(file: string): boolean {
  return existsSync(`${file}-wal`) || existsSync(`${file}-shm`);
}

/**
 * Reading a database in WAL mode makes two files beside it, which only a connection that may write removes. Called when
 * our connection made them, after it was closed: opens once more, so that SQLite itself removes them if it finds that nobody else
 * is there. An empty log holds nothing, so the database does not change.
 */
export async function removeEmptyWal(file: string): Promise<void> {
  const wal = statSync(`${file}-wal`, { throwIfNoEntry: false });
  if (!wal || wal.size > 0) return;
  const Driver = await loadDriver();
  try {
    const connection = new Driver(file, { fileMustExist: true, timeout: 0 });
    try {
      connection.pragma('schema_version');
    } finally {
      connection.close();
    }
  } catch {
    // Two empty files stay behind: somebody else is using the database, or we may not write there.
  }
}
