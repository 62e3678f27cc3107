import type { StreamKey } from '../../domain/event.ts';
import type { SqliteDatabase } from './database.ts';
import { isUnreadable } from './salvage-row.ts';

/** The number by which `versionNumber` of a row counts, in SQL: rounded as JavaScript rounds, 0 for what is no number. */
const VERSION = "CASE WHEN typeof(version) IN ('integer', 'real') THEN CAST(version AS REAL) ELSE 0.0 END";
const ROWS = `SELECT ${VERSION} AS v, rowid FROM events WHERE aggregate_id = ? AND rowid > ? ORDER BY v, rowid`;

/** (version, rowid) of every event of one stream, in order: 16 bytes an event. */
export class StreamList {
  readonly aggregateId: string;
  #versions = new Float64Array(64);
  #rowids = new Float64Array(64);
  #length = 0;
  #newest = Number.MIN_SAFE_INTEGER;

  constructor(aggregateId: string) {
    this.aggregateId = aggregateId;
  }

  get length(): number {
    return this.#length;
  }

  /** Takes in what was appended since; sorts anew only when that belongs before what is already here. */
  refresh(db: SqliteDatabase): void {
    const before = this.#length;
    this.#read(db, this.#newest);
    if (before === 0 || this.#length === before || this.#isInOrderAt(before)) return;
    this.#length = 0;
    this.#read(db, Number.MIN_SAFE_INTEGER);
  }

  /** How many events stand before and at this place. */
  countUpTo({ version, tie }: StreamKey): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#versions[middle]!;
      if (other > version || (other === version && this.#rowids[middle]! > Number(tie))) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  places(start: number, end: number): { readonly rowid: number; readonly version: number }[] {
    const [first, last] = [Math.max(0, start), Math.min(end, this.#length)];
    return [...this.#rowids.subarray(first, last)].map((rowid, index) => ({
      rowid,
      version: this.#versions[first + index]!,
    }));
  }

  #read(db: SqliteDatabase, after: number): void {
    const before = this.#length;
    try {
      const rows = db.connection.prepare<unknown[], [number, number]>(ROWS).raw();
      this.#add(rows.iterate(this.aggregateId, after));
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      this.#length = before;
      this.#add(readOneByOne(db, this.aggregateId, after));
    }
  }

  #add(rows: Iterable<[version: number, rowid: number]>): void {
    for (const [version, rowid] of rows) {
      if (this.#length === this.#versions.length) this.#grow();
      this.#versions[this.#length] = version;
      this.#rowids[this.#length++] = rowid;
      if (rowid > this.#newest) this.#newest = rowid;
    }
  }

  #isInOrderAt(index: number): boolean {
    const [before, after] = [this.#versions[index - 1]!, this.#versions[index]!];
    return before < after || (before === after && this.#rowids[index - 1]! < this.#rowids[index]!);
  }

  #grow(): void {
    const [versions, rowids] = [this.#versions, this.#rowids];
    this.#versions = new Float64Array(versions.length * 2);
    this.#versions.set(versions);
    this.#rowids = new Float64Array(rowids.length * 2);
    this.#rowids.set(rowids);
  }
}

/**
 * The same rows of a damaged database: those that the index names, each looked up for itself. One that cannot be read
 * takes the version that follows that of the one appended before it: what Agent Lightning would have given it.
 */
function readOneByOne(db: SqliteDatabase, aggregateId: string, after: number): [version: number, rowid: number][] {
  const rowids = db.pluck(
    'SELECT rowid FROM events WHERE aggregate_id = ? AND rowid > ? ORDER BY rowid',
    aggregateId,
    after,
  );
  let last = 0;
  const rows = (rowids as number[]).map((rowid): [number, number] => {
    last = versionOf(db, rowid) ?? last + 1;
    return [last, rowid];
  });
  return rows.sort(([a, rowA], [b, rowB]) => a - b || rowA - rowB);
}

function versionOf(db: SqliteDatabase, rowid: number): number | undefined {
  try {
    return db.pluck(`SELECT ${VERSION} FROM events WHERE rowid = ?`, rowid)[0] as number | undefined;
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return undefined;
  }
}
