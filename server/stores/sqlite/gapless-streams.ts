import type { SqliteDatabase } from './database.ts';

const MOST_STREAMS = 1_000;

/** Versions that are counted in some 20 ms: more keep the process from everything else for too long. */
const LONG = 100_000;

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
  readonly #learning = new Map<string, Promise<void>>();

  /** The highest version of such a stream; undefined when it has gaps, or versions are not protected by an index. */
  highest(db: SqliteDatabase, aggregateId: string): number | undefined {
    if (db.shape.streamIndex !== 'unique') return undefined;
    return db.fact(`gapless ${aggregateId}`, () => this.#find(db, aggregateId));
  }

  /** As `highest`, for who does not want to wait: a thread finds it out, and until then nothing is known. */
  known(db: SqliteDatabase, aggregateId: string): number | undefined {
    if (this.#isKnown(db, aggregateId)) return this.highest(db, aggregateId);
    if (db.reader.canHelp) this.#learn(db, aggregateId).catch(() => {});
    return undefined;
  }

  /** Is `highest` answered without counting for long? */
  isQuick(db: SqliteDatabase, aggregateId: string): boolean {
    return this.#isKnown(db, aggregateId) || !isLong(db, aggregateId);
  }

  #isKnown(db: SqliteDatabase, aggregateId: string): boolean {
    if (db.shape.streamIndex !== 'unique' || this.#highest.has(aggregateId)) return true;
    return db.hasFact(`gapless ${aggregateId}`);
  }

  /** Has a thread find out what `highest` would keep the whole process waiting for. */
  async prepare(db: SqliteDatabase, aggregateId: string): Promise<void> {
    if (!db.reader.canHelp || (await db.run(() => this.isQuick(db, aggregateId)))) return;
    await this.#learn(db, aggregateId);
  }

  /** Nothing is learned where the thread cannot read. */
  #learn(db: SqliteDatabase, aggregateId: string): Promise<void> {
    const learning = this.#learning.get(aggregateId) ?? this.#askThread(db, aggregateId);
    this.#learning.set(aggregateId, learning);
    return learning;
  }

  async #askThread(db: SqliteDatabase, aggregateId: string): Promise<void> {
    try {
      const [found] = (await db.reader.all(NEWER, newerThan(aggregateId, 0))) ?? [];
      if (!found) return;
      const highest = this.#take(aggregateId, 0, found as Newer);
      // A stream with gaps has them at least until somebody writes.
      if (highest === undefined) await db.run(() => db.fact(`gapless ${aggregateId}`, () => undefined));
    } finally {
      this.#learning.delete(aggregateId);
    }
  }

  #find(db: SqliteDatabase, aggregateId: string): number | undefined {
    const known = this.#highest.get(aggregateId) ?? 0;
    return this.#take(aggregateId, known, db.get<Newer>(NEWER, ...newerThan(aggregateId, known))!);
  }

  #take(aggregateId: string, known: number, { n, first, last }: Newer): number | undefined {
    if (n === 0) return known > 0 ? known : undefined;
    if (first !== known + 1 || last !== known + n) return undefined;
    if (this.#highest.size >= MOST_STREAMS) this.#highest.clear();
    this.#highest.set(aggregateId, last);
    return last;
  }
}

function isLong(db: SqliteDatabase, aggregateId: string): boolean {
  const last = 'SELECT max(version) AS last FROM events WHERE aggregate_id = ?';
  return (db.get<{ last: number | null }>(last, aggregateId)?.last ?? 0) > LONG;
}

interface Newer {
  readonly n: number;
  readonly first: number;
  readonly last: number;
}

/** The parameters of `NEWER`. */
function newerThan(aggregateId: string, known: number): unknown[] {
  const after = known > 0 ? known : Number.MIN_SAFE_INTEGER;
  return [aggregateId, after, aggregateId, after, aggregateId, after];
}
