import type { StreamKey } from '../../domain/event.ts';
import type { SqliteDatabase } from './database.ts';

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

  rowids(start: number, end: number): number[] {
    return [...this.#rowids.subarray(Math.max(0, start), Math.min(end, this.#length))];
  }

  #read(db: SqliteDatabase, after: number): void {
    const rows = db.connection.prepare<unknown[], [number, number]>(ROWS).raw();
    for (const [version, rowid] of rows.iterate(this.aggregateId, after)) {
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
