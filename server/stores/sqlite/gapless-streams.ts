import type { SqliteDatabase } from './database.ts';

const MOST_STREAMS = 1_000;

/** Apart from each other each of the three takes its shortest way through the index. */
const NEWER = `SELECT ${['count(*)', 'min(version)', 'max(version)']
  .map(
    (what, index) =>
      `(SELECT ${what} FROM events WHERE aggregate_id = ? AND version > ?) AS ${['n', 'first', 'last'][index]}`,
  )
  .join(', ')}`;

/**
 * Remembers streams whose versions are exactly 1, 2, 3 … n: there a position is a version, and the index entries need
 * not be counted off. Versions that are unique and without a gap stay so; what was appended since is counted on top.
 */
export class GaplessStreams {
  readonly #highest = new Map<string, number>();

  /** The highest version of such a stream; undefined when it has gaps, or versions are not protected by an index. */
  highest(db: SqliteDatabase, aggregateId: string): number | undefined {
    if (db.shape.streamIndex !== 'unique') return undefined;
    return db.fact(`gapless ${aggregateId}`, () => this.#find(db, aggregateId));
  }

  #find(db: SqliteDatabase, aggregateId: string): number | undefined {
    const known = this.#highest.get(aggregateId) ?? 0;
    const after = known > 0 ? known : Number.MIN_SAFE_INTEGER;
    const { n, first, last } = db.get<{ n: number; first: number; last: number }>(
      NEWER,
      ...[aggregateId, after, aggregateId, after, aggregateId, after],
    )!;
    if (n === 0) return known > 0 ? known : undefined;
    if (first !== known + 1 || last !== known + n) return undefined;
    if (this.#highest.size >= MOST_STREAMS) this.#highest.clear();
    this.#highest.set(aggregateId, last);
    return last;
  }
}
