import { toSqlTimestamp } from '../../domain/timestamp.ts';
import type { SqliteDatabase } from './database.ts';

const DATE = '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]';
const NAIVE = `${DATE} [0-9][0-9]:[0-9][0-9]:[0-9][0-9]`;
const IS_NAIVE = `timestamp GLOB '${NAIVE}' OR timestamp GLOB '${NAIVE}.[0-9][0-9][0-9][0-9][0-9][0-9]'`;

/** Up to this many rows are all looked at; of more, this many samples. */
const EXACT_ROWS = 50_000;
const SAMPLES = 1_000;

/** How time is compared in SQL. */
export interface TimeOrder {
  /** True when the order of the stored texts is the order of time, so that the column's index serves. */
  readonly isNaive: boolean;
  /** What to order by. */
  readonly sql: string;
  from(time: string): string;
  to(time: string): string;
}

/** All timestamps are naive, as Python writes them: with six digits of a second, or none. Both texts sort rightly. */
const NAIVE_ORDER: TimeOrder = {
  isNaive: true,
  sql: 'timestamp',
  from: toSqlTimestamp,
  to: (time) => time.slice(0, -1).replace('T', ' '),
};

/** Several forms are mixed: each row is brought into normal form. Correct, at the price of reading the whole table. */
const MIXED_ORDER: TimeOrder = {
  isNaive: false,
  sql: 'event_time(timestamp)',
  from: (time) => time,
  to: (time) => time,
};

/**
 * Decides how a database's timestamps can be ordered. A small table is looked at whole, a large one by samples and by the ends of its
 * index, and rows appended since by the next query. A row that the samples missed is noticed when a query reads it
 * (`isNaiveText`); from then on the order is the mixed one.
 */
export class TimeProbe {
  readonly #db: SqliteDatabase;
  #checkedTo = 0;
  #isMixed = false;

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  order(): TimeOrder {
    if (!this.#isMixed) this.#look();
    return this.#isMixed ? MIXED_ORDER : NAIVE_ORDER;
  }

  /** A query met a timestamp in another form. */
  sawMixed(): void {
    this.#isMixed = true;
  }

  get isMixed(): boolean {
    return this.#isMixed;
  }

  #look(): void {
    const last = this.#db.get<{ last: number | null }>('SELECT max(rowid) AS last FROM events')?.last ?? 0;
    if (last <= this.#checkedTo) return;
    const isSmall = last - this.#checkedTo <= EXACT_ROWS;
    this.#isMixed = isSmall ? this.#hasOther(this.#checkedTo) : this.#hasOtherEnd() || this.#hasOtherSample(last);
    this.#checkedTo = last;
  }

  #hasOther(after: number): boolean {
    const sql = `SELECT 1 FROM events WHERE rowid > ? AND (${IS_NAIVE}) IS NOT TRUE LIMIT 1`;
    return this.#db.get(sql, after) !== undefined;
  }

  /** NULLs and numbers come before all texts in an index, BLOBs after them. */
  #hasOtherEnd(): boolean {
    if (!this.#db.shape.indexed.has('timestamp')) return false;
    return ['ASC', 'DESC'].some((direction) => {
      const sql = `SELECT (${IS_NAIVE}) IS TRUE AS naive FROM events ORDER BY timestamp ${direction} LIMIT 1`;
      return this.#db.get<{ naive: number }>(sql)?.naive === 0;
    });
  }

  #hasOtherSample(last: number): boolean {
    const sql = `SELECT (${IS_NAIVE}) IS TRUE AS naive FROM events WHERE rowid >= ? ORDER BY rowid LIMIT 1`;
    const step = (last - this.#checkedTo) / SAMPLES;
    return Array.from({ length: SAMPLES }, (_, n) => Math.ceil(this.#checkedTo + (n + 1) * step)).some(
      (rowid) => this.#db.get<{ naive: number }>(sql, Math.min(rowid, last))?.naive === 0,
    );
  }
}

/** Is this stored timestamp the naive form of that time? */
export function isNaiveText(stored: unknown, time: string): boolean {
  if (typeof stored !== 'string' || (stored.length !== 19 && stored.length !== 26)) return false;
  return stored[10] === ' ' && time.startsWith(stored.replace(' ', 'T'));
}
