import type { StreamKey } from '../../domain/event.ts';
import type { SearchStep } from '../../domain/event-store.ts';
import type { SqliteDatabase } from './database.ts';
import type { Way } from './search-windows.ts';
import type { StreamReaders } from './stream-readers.ts';
import type { VersionWindow, WindowSearch } from './version-windows.ts';

/** Who has looked through so many windows in vain will look on. */
const MANY = 4;
/** Windows that are on their way at once, and how many versions each is wide. */
const DEPTH = 4;
const WIDTH = 1_000;

interface WindowAhead extends VersionWindow {
  look(): Promise<SearchStep | undefined>;
}

/**
 * Looks through a stream that has all versions from 1 on in two threads, each at every second window: a window is a range of
 * versions there, so that the next ones are known before this one is looked through.
 */
export class WindowsAhead {
  readonly #db: SqliteDatabase;
  readonly #streams: StreamReaders;
  readonly #aggregateId: string;
  readonly #search: WindowSearch;
  #passed = 0;
  #ahead: WindowAhead[] = [];

  constructor(db: SqliteDatabase, streams: StreamReaders, aggregateId: string, search: WindowSearch) {
    this.#db = db;
    this.#streams = streams;
    this.#aggregateId = aggregateId;
    this.#search = search;
  }

  /** What comes of the next window; undefined where one must look oneself. */
  async look(way: Way, from: StreamKey | undefined, to: StreamKey | undefined): Promise<SearchStep | undefined> {
    if (!this.#db.reader.canHelp) return undefined;
    if (!from || this.#passed++ < MANY) return undefined;
    const highest = await this.#db.run(() => this.#streams.knownHighest(this.#aggregateId));
    if (highest === undefined) return undefined;
    if (this.#ahead[0]?.begin !== from.version || this.#ahead[0].way !== way) this.#ahead = [];
    const last = way === 'next' ? Math.min(to?.version ?? highest, highest) : (to?.version ?? 1);
    this.#lookOn(way, from.version, last);
    return this.#ahead.shift()?.look();
  }

  /** Asks for the windows that lie between two versions, except for the last. */
  #lookOn(way: Way, first: number, last: number): void {
    const step = way === 'next' ? WIDTH : -WIDTH;
    while (this.#ahead.length < DEPTH) {
      const begin = this.#ahead.at(-1)?.end ?? first;
      const end = begin + step;
      if (step > 0 ? end > last : end < last) return;
      const window = { way, begin, end };
      const isOurs = Math.floor(begin / WIDTH) % 2 === 0;
      const looking = isOurs ? undefined : this.#search.there(window);
      // Whoever goes another way does not ask for its outcome.
      looking?.catch(() => {});
      this.#ahead.push({ ...window, look: () => looking ?? this.#db.run(() => this.#search.here(window)) });
    }
  }
}
