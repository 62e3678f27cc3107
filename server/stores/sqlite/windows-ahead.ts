import type { RecordedEvent, StreamKey } from '../../domain/event.ts';
import type { SearchStep } from '../../domain/event-store.ts';
import type { Conditions } from './conditions.ts';
import type { SqliteDatabase } from './database.ts';
import { type FoundRow, toRecordedEvent } from './row-to-event.ts';
import { BATCH, type Look, windowSql } from './search-windows.ts';
import type { StreamReaders } from './stream-readers.ts';

/** Who has looked through so many windows in vain will look on. */
const MANY = 4;
/** Windows that are on their way at once, and how many versions each is wide. */
const DEPTH = 4;
const WIDTH = 2_000;
type Way = Parameters<Look>[0];

/** From a version, exclusive, to another, inclusive. */
interface Window {
  readonly begin: number;
  readonly end: number;
  /** Those that SQL lets through. */
  rows(): Promise<unknown[] | undefined>;
}

/**
 * Looks through a stream that has all versions from 1 on in two threads, each at every second window: a window is a range of versions there, so
 * that the next ones are known before this one is looked through.
 */
export class WindowsAhead {
  readonly #db: SqliteDatabase;
  readonly #streams: StreamReaders;
  readonly #aggregateId: string;
  readonly #wanted: Conditions;
  readonly #test: (event: RecordedEvent) => boolean;
  #passed = 0;
  #ahead: Window[] = [];

  constructor(
    db: SqliteDatabase,
    streams: StreamReaders,
    aggregateId: string,
    wanted: Conditions,
    test: (event: RecordedEvent) => boolean,
  ) {
    this.#db = db;
    this.#streams = streams;
    this.#aggregateId = aggregateId;
    this.#wanted = wanted;
    this.#test = test;
  }

  /** What comes of the next window; undefined where one must look oneself. */
  async look(way: Way, from: StreamKey | undefined, to: StreamKey | undefined): Promise<SearchStep | undefined> {
    if (!this.#db.reader.canHelp) return undefined;
    if (!from || this.#passed++ < MANY) return undefined;
    const highest = await this.#db.run(() => this.#streams.knownHighest(this.#aggregateId));
    if (highest === undefined) return undefined;
    if (this.#ahead[0]?.begin !== from.version) this.#ahead = [];
    const last = way === 'next' ? Math.min(to?.version ?? highest, highest) : (to?.version ?? 1);
    this.#readOn(way, from.version, last);
    const window = this.#ahead.shift();
    const rows = await window?.rows();
    if (!window || !rows) return undefined;
    const event = rows.map((row) => toRecordedEvent(row as FoundRow)).find(this.#test);
    if (event) return { kind: 'found', event, position: event.version };
    if (rows.length === BATCH) return undefined;
    return { kind: 'passed', key: keyOf(way, window.end) };
  }

  /** Asks for the windows that lie between two versions, except for the last. */
  #readOn(way: Way, first: number, last: number): void {
    const step = way === 'next' ? WIDTH : -WIDTH;
    while (this.#ahead.length < DEPTH) {
      const begin = this.#ahead.at(-1)?.end ?? first;
      const end = begin + step;
      if (step > 0 ? end > last : end < last) return;
      const range = [keyOf(way, begin), keyOf(way, end)] as const;
      const { sql, params } = windowSql(this.#db, this.#aggregateId, this.#wanted, way, range);
      const isOurs = Math.floor(begin / WIDTH) % 2 === 0;
      const read = isOurs ? undefined : this.#db.reader.all(sql, params);
      this.#ahead.push({ begin, end, rows: () => read ?? this.#db.run(() => this.#db.all(sql, ...params)) });
    }
  }
}

/** Comes after, or before, whatever row has the version: there is only one. */
function keyOf(way: Way, version: number): StreamKey {
  return { version, tie: way === 'next' ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER };
}
