import { DomainError, type DomainErrorCode } from '../../domain/errors.ts';

type Meaning = readonly [DomainErrorCode, (file: string) => string];

/** What SQLite's primary result codes mean to a user. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  SQLITE_NOTADB: ['not-a-store', (file) => `${file} is no SQLite database: name the file that holds the events`],
  SQLITE_CORRUPT: [
    'store-failed',
    (file) => `${file} is damaged: restore a backup, or save what is left with "sqlite3 ${file} .recover"`,
  ],
  SQLITE_CANTOPEN: [
    'store-failed',
    (file) =>
      `${file} cannot be opened: check that you may read the file, and write to its folder if it is in WAL mode`,
  ],
  SQLITE_PERM: ['store-failed', (file) => `${file} may not be used: check its permissions`],
  SQLITE_IOERR: ['store-failed', (file) => `${file} cannot be read or written: check the disk it is on`],
  SQLITE_FULL: ['store-failed', (file) => `The disk that holds ${file} is full: nothing was written`],
  SQLITE_TOOBIG: [
    'store-failed',
    (file) =>
      `${file} holds an event whose payload is larger than the 512 MB that can be read: leave its aggregate out`,
  ],
  SQLITE_READONLY: ['read-only-store', (file) => `${file} is read-only: check its permissions`],
  SQLITE_BUSY: ['store-busy', (file) => `${file} is locked by another program: try again when that has finished`],
  SQLITE_LOCKED: ['store-busy', (file) => `${file} is locked by another program: try again when that has finished`],
};

/** A driver's error as ours; anything else comes back as it is. SQLite's own words stay in the cause. */
export function toDomainError(error: unknown, file: string): unknown {
  const code = sqliteCode(error);
  if (code === undefined) return error;
  const [domainCode, sentence] = MEANINGS[code] ?? ['store-failed', () => `${file}: ${(error as Error).message}`];
  return new DomainError(domainCode, sentence(file), { cause: error });
}

export function isBusy(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED';
}

/** A unique index, or a primary key, has such a row already. */
export function isNotUnique(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
}

/** The primary code of `SQLITE_IOERR_READ` and its like is `SQLITE_IOERR`. */
function sqliteCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return /^SQLITE_[A-Z]+/.exec(error.code)?.[0];
}
