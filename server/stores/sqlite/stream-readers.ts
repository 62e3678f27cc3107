import type { RecordedEvent, StreamKey } from '../../domain/event.ts';
import type { ReadOptions } from '../../domain/event-store.ts';
import type { SqliteDatabase } from './database.ts';
import { GaplessStreams } from './gapless-streams.ts';
import { indexedStream, NEAR } from './indexed-stream.ts';
import { listedStream } from './listed-stream.ts';
import { PagesAhead } from './pages-ahead.ts';
import { isUnreadable } from './salvage-row.ts';
import { StreamList } from './stream-list.ts';
import type { StreamReader } from './stream-reader.ts';

/** The lists of the streams that were used last are kept. */
const MOST_LISTS = 8;
const MOST_SOUND = 10_000;

/**
 * Reads streams from the index on (aggregate_id, version). Where a database has none, or a stream holds versions that
 * are no safe integers (JavaScript cannot continue after those), from a list of the stream's rows that is made once.
 */
export class StreamReaders {
  readonly #db: SqliteDatabase;
  readonly #gapless = new GaplessStreams();
  readonly #ahead: PagesAhead;
  readonly #lists = new Map<string, StreamList>();
  /** Streams that the index was found to serve. */
  readonly #sound = new Set<string>();
  /** Streams with rows that cannot be read: their lists tell which. */
  readonly #damaged = new Set<string>();

  constructor(db: SqliteDatabase) {
    this.#db = db;
    this.#ahead = new PagesAhead(db);
  }

  /** A page that was read ahead; undefined for most, which are read by `read`. */
  async takeAhead(aggregateId: string, options: ReadOptions): Promise<RecordedEvent[] | undefined> {
    return this.#sound.has(aggregateId) ? this.#ahead.take(aggregateId, options) : undefined;
  }

  of(aggregateId: string): StreamReader {
    const listed = () => listedStream(this.#db, this.#listOf(aggregateId));
    if (!this.canUseIndex(aggregateId)) return listed();
    const indexed = indexedStream(this.#db, this.#gapless, aggregateId);
    const attempt = <T>(read: (stream: StreamReader) => T): T => {
      try {
        return read(indexed);
      } catch (error) {
        if (!isUnreadable(error)) throw error;
        this.#damaged.add(aggregateId);
        return read(listed());
      }
    };
    return {
      read: (options) => attempt((stream) => stream.read(options)),
      eventAt: (position) => attempt((stream) => stream.eventAt(position)),
      positionOf: (key) => attempt((stream) => stream.positionOf(key)),
      count: () => attempt((stream) => stream.count()),
    };
  }

  /** A page. What is known of the stream is looked at anew where it begins, and when a page is not as it should be. */
  read(aggregateId: string, options: ReadOptions): RecordedEvent[] {
    if (!options.after) this.#sound.delete(aggregateId);
    const page = this.of(aggregateId).read(options);
    if (this.#damaged.has(aggregateId) || !this.#sound.has(aggregateId)) return page;
    if (page.every(({ row }) => row.problem === undefined)) return page;
    this.#sound.delete(aggregateId);
    return this.of(aggregateId).read(options);
  }

  /** To be awaited before a far position is asked for: a thread then counts what that takes. */
  async prepare(aggregateId: string, far = Infinity): Promise<void> {
    if (far > NEAR && !this.#damaged.has(aggregateId)) await this.#gapless.prepare(this.#db, aggregateId);
  }

  /** Is the position of an event known without counting for long? */
  isPlaceKnown(aggregateId: string, { version }: StreamKey): boolean {
    return version <= NEAR || this.#damaged.has(aggregateId) || this.#gapless.isQuick(this.#db, aggregateId);
  }

  /** The highest version of a stream that has all from 1 on. Undefined too while that is not known yet. */
  knownHighest(aggregateId: string): number | undefined {
    return this.#damaged.has(aggregateId) ? undefined : this.#gapless.known(this.#db, aggregateId);
  }

  /** Is it known that the index on (aggregate_id, version) holds the stream in its order? */
  isSound(aggregateId: string): boolean {
    return this.#sound.has(aggregateId) && !this.#damaged.has(aggregateId);
  }

  /** Does the index hold the stream in its order? */
  canUseIndex(aggregateId: string): boolean {
    if (this.#damaged.has(aggregateId)) return false;
    if (this.isSound(aggregateId)) return true;
    if (!this.#hasSoundVersions(aggregateId)) return false;
    if (this.#sound.size >= MOST_SOUND) this.#sound.clear();
    this.#sound.add(aggregateId);
    return true;
  }

  /** NULLs come first in an index, texts and BLOBs last, and between them numbers: the two ends tell. */
  #hasSoundVersions(aggregateId: string): boolean {
    if (this.#db.shape.streamIndex === 'none') return false;
    const end = (direction: string) =>
      `(SELECT version FROM events WHERE aggregate_id = ? ORDER BY version ${direction} LIMIT 1)`;
    const sql = `SELECT ${end('ASC')} AS first, ${end('DESC')} AS last`;
    const { first, last } = this.#db.get<{ first: unknown; last: unknown }>(sql, aggregateId, aggregateId)!;
    return Number.isSafeInteger(first) && Number.isSafeInteger(last);
  }

  #listOf(aggregateId: string): StreamList {
    const list = this.#lists.get(aggregateId) ?? new StreamList(aggregateId);
    list.refresh(this.#db);
    this.#lists.delete(aggregateId);
    if (list.length > 0) this.#lists.set(aggregateId, list);
    if (this.#lists.size > MOST_LISTS) this.#lists.delete(this.#lists.keys().next().value!);
    return list;
  }
}
