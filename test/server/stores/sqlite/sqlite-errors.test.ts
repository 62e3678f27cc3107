import assert from 'node:assert/strict';
import Database from 'better-sqlite3';
import { DomainError, type DomainErrorCode } from '../../../../server/domain/errors.ts';
import { toDomainError } from '../../../../server/stores/sqlite/sqlite-errors.ts';

describe('toDomainError', () => {
  const codes: readonly (readonly [string, DomainErrorCode])[] = [
    ['SQLITE_NOTADB', 'not-a-store'],
    ['SQLITE_CORRUPT', 'store-failed'],
    ['SQLITE_CORRUPT_INDEX', 'store-failed'],
    ['SQLITE_CANTOPEN', 'store-failed'],
    ['SQLITE_IOERR_READ', 'store-failed'],
    ['SQLITE_FULL', 'store-failed'],
    ['SQLITE_TOOBIG', 'store-failed'],
    ['SQLITE_READONLY_DBMOVED', 'read-only-store'],
    ['SQLITE_BUSY', 'store-busy'],
    ['SQLITE_BUSY_SNAPSHOT', 'store-busy'],
    ['SQLITE_CONSTRAINT_NOTNULL', 'store-failed'],
  ];
  for (const [code, expected] of codes) {
    it(`says what ${code} means, names the file, and keeps SQLite's own words as the cause`, () => {
      const found = new Database.SqliteError('as SQLite puts it', code);
      const error = toDomainError(found, '/data/events.db');
      assert.ok(error instanceof DomainError);
      assert.equal(error.code, expected);
      assert.match(error.message, /\/data\/events\.db/);
      assert.equal(error.cause, found);
    });
  }

  it('leaves alone what is not from SQLite', () => {
    const error = new DomainError('version-conflict', 'agent-123 is at version 7');
    assert.equal(toDomainError(error, '/data/events.db'), error);
  });
});
