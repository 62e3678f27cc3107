import type { SqliteDatabase } from './database.ts';

const DATE = '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]';
const NAIVE = `${DATE} [0-9][0-9]:[0-9][0-9]:[0-9][0-9]`;
const IS_NAIVE = `timestamp GLOB '${NAIVE}' OR timestamp GLOB '${NAIVE}.[0-9][0-9][0-9][0-9][0-9][0-9]'`;

/** Up to this many rows are all looked at; of more, this many samples. */
const EXACT_ROWS = 50_000;
const SAMPLES = 1_000;

/**
 * Decides whether the order of the stored texts is the order of time, so that the index on timestamp serves. It is
 * where all are naive, as Python writes them: with six digits of a second, or none. A small table is looked at whole, a
 * large one by samples and by the ends of its index, and rows appended since by the next query. A row that the samples
 * missed is noticed when a query reads it (`isNaiveText`); from then on the forms count as mixed.
 */
export class TimeProbe {
  readonly #db: SqliteDatabase;
  #checkedTo = 0;
  #isMixed = false;

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  /** Looks, where there is something new to look at. */
  isNaive(): boolean {
    if (!this.#isMixed) this.#db.fact('the form of the timestamps', () => this.#look());
    return !this.#isMixed;
  }

  /** A query met a timestamp in another form. */
  sawMixed(): void {
    this.#isMixed = true;
  }

  /** What is known so far, as sentences for the database's user. */
  get remarks(): readonly string[] {
    const text = 'The timestamps are not all in the form of Python: queries in the order of time read the whole table.';
    return this.#isMixed ? [text] : [];
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
