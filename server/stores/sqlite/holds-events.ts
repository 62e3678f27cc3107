import { open, stat } from 'node:fs/promises';
import { isDomainError } from '../../domain/errors.ts';
import { openDatabase } from './open-database.ts';

/** How every SQLite file begins. */
const HEADER = Buffer.from('SQLite format 3\0', 'latin1');

/**
 * Whether a file is a SQLite database with a table of events, as far as that can be seen at once: of one that is locked, or
 * could only be read from a copy, the answer is yes. Never throws.
 */
export async function holdsEvents(file: string): Promise<boolean> {
  if (!(await beginsAsSqlite(file).catch(() => false))) return false;
  try {
    await (await openDatabase(file, { readOnly: true, patience: 0, mayCopy: false })).release();
    return true;
  } catch (error) {
    return !(isDomainError(error) && error.code === 'not-a-store');
  }
}

/** Other kinds of file go by the same extensions. */
async function beginsAsSqlite(file: string): Promise<boolean> {
  // A pipe would be waited for.
  if (!(await stat(file)).isFile()) return false;
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(HEADER.length), position: 0 });
    return bytesRead === HEADER.length && buffer.equals(HEADER);
  } finally {
    await handle.close();
  }
}
