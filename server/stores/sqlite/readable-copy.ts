import { accessSync, constants } from 'node:fs';
import { chmod, copyFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DomainError, messageOf } from '../../domain/errors.ts';
import { loadDriver } from './driver.ts';

/** The database, and what SQLite keeps beside it: a log not yet merged, a transaction to take back. */
const PARTS = ['', '-wal', '-journal'];
const ATTEMPTS = 3;

export interface ReadableCopy {
  readonly file: string;
  /** Why there is a copy and what that means, for the user. */
  readonly remark: string;
  remove(): Promise<void>;
}

/** Does SQLite refuse to read a readable file because it would have to write first, which a read-only connection may not? */
export function needsCopy(file: string, error: unknown): boolean {
  if (!(error instanceof DomainError) || !(error.cause instanceof Error) || !('code' in error.cause)) return false;
  return /^SQLITE_(READONLY_\w+|CANTOPEN\w*)$/.test(String(error.cause.code)) && isReadable(file);
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Copies a database into a folder of ours, where what a crash left behind can be put right and the write-ahead log can be
 * merged: the original stays untouched. Throws `store-failed`, `store-busy` when it changes all the time.
 */
export async function makeReadableCopy(file: string): Promise<ReadableCopy> {
  const folder = await mkdtemp(path.join(tmpdir(), 'event-replay-copy-'));
  const remove = () => rm(folder, { recursive: true, force: true }).catch(() => {});
  const copy = path.join(folder, path.basename(file));
  try {
    await copyUnchanged(file, copy);
    await settle(copy);
  } catch (error) {
    await remove();
    if (error instanceof DomainError) throw error;
    throw new DomainError(
      'store-failed',
      `${file} cannot be read where it is, nor be copied to ${tmpdir()} (${messageOf(error)}): copy it to a folder that you can write to`,
      { cause: error },
    );
  }
  return {
    file: copy,
    remark: `${file} is read from a copy, because SQLite would have to write to its folder first: what is written to it from now on is not seen. Copy the file to a folder that you can write to, or open it once with the program that owns it.`,
    remove,
  };
}

/** A copy of one moment: tried again when somebody wrote meanwhile. */
async function copyUnchanged(file: string, copy: string): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const before = await stampsOf(file);
    for (const [index, part] of PARTS.entries()) {
      await rm(copy + part, { force: true });
      if (before[index]) await copyFile(file + part, copy + part, constants.COPYFILE_FICLONE);
    }
    if (String(await stampsOf(file)) === String(before)) return;
  }
  throw new DomainError('store-busy', `${file} changed while it was copied: try again when its writer has finished`);
}

async function stampsOf(file: string): Promise<(string | undefined)[]> {
  const stats = PARTS.map((part) => stat(file + part, { bigint: true }).catch(() => undefined));
  return (await Promise.all(stats)).map((found) => found && `${found.ino} ${found.size} ${found.mtimeNs}`);
}

/** Takes back what a crash left half done, merges the log, and leaves a database that needs nothing beside it. */
async function settle(copy: string): Promise<void> {
  const Driver = await loadDriver();
  for (const part of PARTS) await chmod(copy + part, 0o600).catch(() => {});
  const connection = new Driver(copy, { fileMustExist: true });
  try {
    connection.pragma('journal_mode = DELETE');
  } finally {
    connection.close();
  }
}
