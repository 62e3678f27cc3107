import type { RecordedEvent } from '../../domain/event.ts';
import type { ReadOptions } from '../../domain/event-store.ts';
import type { SqliteDatabase } from './database.ts';
import { canReadPayloads } from './indexed-stream.ts';
import { PAYLOADS, type Payloads, toPayloadPage } from './lean-pages.ts';

/** Who has read so many pages one after the other will read on. */
const MANY = 2;
/** Who has read so many before going elsewhere will read on from there too: a search back goes through the log in spans. */
const SPAN = 8;

/** Reads a stream's payloads ahead of whoever goes through them page by page, so that reading and folding overlap. */
export class PagesAhead {
  readonly #db: SqliteDatabase;
  /** The page that is expected to be asked for next. */
  #aggregateId = '';
  #after = 0;
  #limit = 0;
  #inARow = 0;
  /** It is on its way while the one before is worked on. */
  #ahead: Promise<Payloads | undefined> | undefined;

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  /** The page, when it was read ahead and is as it should be. */
  async take(aggregateId: string, options: ReadOptions): Promise<RecordedEvent[] | undefined> {
    if (!this.#db.reader.canHelp || !canReadPayloads(this.#db, options)) return undefined;
    const { version } = options.after!;
    const { limit } = options;
    if (aggregateId !== this.#aggregateId || version !== this.#after || limit !== this.#limit)
      this.#start(aggregateId, limit);
    this.#after = version + limit;
    if (++this.#inARow < MANY) return undefined;
    const page = this.#ahead;
    this.#ahead = this.#db.reader.payloads(PAYLOADS, [aggregateId, this.#after, this.#after + limit]);
    const found = await page;
    return found && toPayloadPage(found, version, limit);
  }

  #start(aggregateId: string, limit: number): void {
    this.#aggregateId = aggregateId;
    this.#limit = limit;
    this.#inARow = this.#inARow >= SPAN ? MANY - 1 : 0;
    this.#ahead = undefined;
  }
}
