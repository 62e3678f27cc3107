import { RecordedEvent } from '../../domain/event.ts';
import type { SqliteDatabase } from './database.ts';
import { type FoundRow, toRecordedEvent } from './row-to-event.ts';

const TOO_LARGE = 'its payload is larger than the 512 MB that can be read: look at it with the program sqlite3';

/** Is it the row's own fault that it cannot be read: a damaged page, or more text than fits into a string? */
export function isUnreadable(error: unknown): boolean {
  return unreadableCode(error) !== undefined;
}

/**
 * One row of a stream, as much of it as can be read: all of it, all but the payload, its id and its types, or nothing but its place. What
 * could not be read makes it a malformed event, which says so.
 */
export function salvageRow(
  db: SqliteDatabase,
  aggregateId: string,
  { rowid, version }: { readonly rowid: number; readonly version: number },
): RecordedEvent | undefined {
  try {
    return db.events(`SELECT ${db.columns} FROM events WHERE rowid = ?`, rowid)[0];
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    const found = readWithoutPayload(db, rowid) ?? {
      ...onlyItsPlace(aggregateId, version, rowid),
      ...readNames(db, rowid),
    };
    return new RecordedEvent({ ...toRecordedEvent(found).row, problem: problemOf(db.file, error) });
  }
}

function readWithoutPayload(db: SqliteDatabase, rowid: number): FoundRow | undefined {
  const columns = db.columns
    .replace(/\bevent_data\b/, "'' AS event_data")
    .replace(/\w+ AS metadata/, "'{}' AS metadata");
  return readIfPossible<FoundRow>(db, `SELECT ${columns} FROM events WHERE rowid = ?`, rowid);
}

/** What lies before the payload can be read although the rest of the row is damaged. */
function readNames(db: SqliteDatabase, rowid: number): Partial<FoundRow> | undefined {
  return readIfPossible(db, 'SELECT event_id, aggregate_type, event_type FROM events WHERE rowid = ?', rowid);
}

function readIfPossible<Row>(db: SqliteDatabase, sql: string, rowid: number): Row | undefined {
  try {
    return db.get<Row>(sql, rowid);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return undefined;
  }
}

function onlyItsPlace(aggregateId: string, version: number, tie: number): FoundRow {
  return {
    event_id: '',
    aggregate_id: aggregateId,
    aggregate_type: '',
    event_type: '',
    event_data: '',
    timestamp: '',
    version,
    correlation_id: null,
    causation_id: null,
    user_id: null,
    service_name: null,
    metadata: null,
    tie,
  };
}

function problemOf(file: string, error: unknown): string {
  if (unreadableCode(error) === 'TOOBIG') return TOO_LARGE;
  return `the database is damaged where this event lies: restore a backup, or save what is left with "sqlite3 ${file} .recover"`;
}

function unreadableCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return /^SQLITE_(CORRUPT|TOOBIG)/.exec(String(error.code))?.[1];
}
