import type { RecordedEvent } from '../../domain/event.ts';
import type { PostgresDatabase } from './database.ts';
import { type Listening, listen } from './listen.ts';
import type { Matcher } from './matcher.ts';
import { toDomainError } from './postgres-errors.ts';
import { RecentRows } from './recent-rows.ts';
import type { TableShape } from './table-shape.ts';

/** How often the table is looked at where nobody tells what was appended. */
const POLL_MS = 500;
/** How often a connection is asked whether it is still there; and a look taken, as a pooler may keep what the server tells. */
const CHECK_MS = 30_000;
/** How long until the first and the later tries to come back after an error, at most. */
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 30_000;

export interface FeedListener {
  readonly matcher: Matcher;
  onEvents(events: readonly RecordedEvent[]): void;
  /** The feed goes on after an error. */
  onError(error: unknown): void;
}

/**
 * What is appended to the table, for all who follow it: one connection, whose notifications name the rows in the order
 * of their commits; or a look every so often. After a lost connection a look finds what was appended meanwhile.
 *
 *     idle --first listener--> starting --> running --error--> waiting --retry--> starting
 *                                              \--last listener gone--> idle
 */
export class LiveFeed {
  readonly #database: PostgresDatabase;
  readonly #shape: TableShape;
  readonly #listeners = new Set<FeedListener>();
  #rows: RecentRows | undefined;
  #listening: Listening | undefined;
  #isRunning = false;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;
  /** All work is done one after the other. */
  #work: Promise<void> = Promise.resolve();

  constructor(database: PostgresDatabase, shape: TableShape) {
    this.#database = database;
    this.#shape = shape;
  }

  /** Settles when all who asked to follow do so: what is written from then on reaches them. */
  get settled(): Promise<void> {
    return this.#work;
  }

  /** What was appended until now is brought to the others first, so that this listener hears of none of it. */
  add(listener: FeedListener): () => void {
    let isWanted = true;
    this.#enqueue(async () => {
      try {
        if (isWanted) await (this.#isRunning ? this.#look() : this.#start());
      } finally {
        if (isWanted) this.#listeners.add(listener);
      }
    });
    return () => {
      isWanted = false;
      this.#listeners.delete(listener);
      this.#enqueue(async () => {
        if (this.#listeners.size > 0) return;
        this.#stop();
        this.#rows = undefined;
      });
    };
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    this.#enqueue(async () => this.#stop());
    await this.#work;
  }

  /** An error of a listener that came last must find it. */
  #enqueue(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch((error) => this.#fail(error));
  }

  async #start(): Promise<void> {
    const listening = await listen(this.#database, this.#shape, {
      onAppended: (ties) => this.#enqueue(async () => this.#deliver(await this.#rows!.read(ties))),
      onLost: (error) =>
        this.#enqueue(async () => {
          if (this.#listening === listening) throw error;
        }),
    });
    this.#listening = listening;
    if (this.#rows) await this.#look();
    else this.#rows = await RecentRows.begin(this.#database, this.#shape);
    this.#isRunning = true;
    this.#failures = 0;
    this.#beat();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#listening?.close();
    this.#listening = undefined;
    this.#isRunning = false;
  }

  #beat(): void {
    const listening = this.#listening;
    this.#after(listening ? CHECK_MS : POLL_MS, async () => {
      if (!this.#isRunning) return;
      await listening?.check();
      await this.#look();
      this.#beat();
    });
  }

  async #look(): Promise<void> {
    await this.#deliver(await this.#rows!.look());
  }

  async #deliver(events: readonly RecordedEvent[]): Promise<void> {
    if (events.length === 0) return;
    for (const listener of [...this.#listeners]) {
      const matches = await listener.matcher.select(events);
      if (matches.length === 0 || !this.#listeners.has(listener)) continue;
      try {
        listener.onEvents(matches);
      } catch (error) {
        tell(listener, error);
      }
    }
  }

  #fail(error: unknown): void {
    this.#stop();
    if (this.#listeners.size === 0) return;
    const problem = toDomainError(error, this.#database.address);
    for (const listener of this.#listeners) tell(listener, problem);
    const longest = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#failures++);
    this.#after(longest * (0.5 + Math.random() / 2), async () => {
      if (this.#listeners.size > 0 && !this.#isRunning) await this.#start();
    });
  }

  #after(ms: number, work: () => Promise<void>): void {
    this.#timer = setTimeout(() => this.#enqueue(work), ms).unref();
  }
}

/** Apart from the feed's own work, which must go on whatever a listener does. */
function tell({ onError }: FeedListener, error: unknown): void {
  queueMicrotask(() => onError(error));
}
