import type { RecordedEvent } from '../../domain/event.ts';
import type { Criteria } from '../criteria.ts';
import type { SqliteDatabase } from './database.ts';

const POLL_MS = 250;
const BATCH = 500;

export interface TailListener {
  onEvents(events: readonly RecordedEvent[]): void;
  /** The tail goes on after an error. */
  onError(error: unknown): void;
}

/**
 * Follows the table by rowid. Whether another connection has written is told by `data_version`, which costs a look at
 * a shared counter; our own writes do not change it, so the store calls `wake` after them.
 */
export class Tail {
  readonly #db: SqliteDatabase;
  readonly #criteria: Criteria;
  readonly #listener: TailListener;
  readonly #timer: NodeJS.Timeout;
  #lastRow: number;
  #dataVersion: unknown;
  #isDirty = false;
  #isLooking = false;
  #isClosed = false;

  constructor(db: SqliteDatabase, criteria: Criteria, listener: TailListener) {
    this.#db = db;
    this.#criteria = criteria;
    this.#listener = listener;
    this.#dataVersion = dataVersion(db);
    this.#lastRow = db.get<{ last: number | null }>('SELECT max(rowid) AS last FROM events')?.last ?? 0;
    this.#timer = setInterval(() => this.#look(), POLL_MS).unref();
  }

  /** This connection has written. */
  wake(): void {
    this.#isDirty = true;
    setImmediate(() => this.#look());
  }

  close(): void {
    clearInterval(this.#timer);
    this.#isClosed = true;
  }

  async #look(): Promise<void> {
    if (this.#isLooking || this.#isClosed) return;
    this.#isLooking = true;
    try {
      const version = await this.#db.run(() => dataVersion(this.#db));
      if (version === this.#dataVersion && !this.#isDirty) return;
      this.#dataVersion = version;
      this.#isDirty = false;
      await this.#deliver();
    } catch (error) {
      this.#isDirty = true;
      if (!this.#isClosed) this.#listener.onError(error);
    } finally {
      this.#isLooking = false;
    }
  }

  async #deliver(): Promise<void> {
    const sql = `SELECT ${this.#db.columns} FROM events WHERE rowid > ? ORDER BY rowid LIMIT ?`;
    for (let count = BATCH; count === BATCH && !this.#isClosed; ) {
      const batch = await this.#db.run(() => this.#db.events(sql, this.#lastRow, BATCH));
      count = batch.length;
      this.#lastRow = Number(batch.at(-1)?.key.tie ?? this.#lastRow);
      const matches = batch.filter((event) => this.#criteria.test(event));
      if (matches.length > 0 && !this.#isClosed) this.#listener.onEvents(matches);
    }
  }
}

function dataVersion(db: SqliteDatabase): unknown {
  return db.connection.pragma('data_version', { simple: true });
}
