import { setImmediate as breathe } from 'node:timers/promises';
import type { Event } from '../../domain/event.ts';
import { appendEvents, explain, guardOf, isUncertain } from './append-events.ts';
import { checkAppend } from './append-state.ts';
import { keepsSpelling } from './columns.ts';
import type { PostgresDatabase } from './database.ts';
import { type Append, insertFree } from './insert-events.ts';
import type { LiveFeed } from './live-feed.ts';
import type { TableShape } from './table-shape.ts';

/** So many events share a statement. */
const MOST_EVENTS = 500;

interface Waiting extends Append {
  resolve(id: string): void;
  reject(error: unknown): void;
}

/**
 * Single events that are appended in one turn of the event loop, or while others are on their way, go in one statement:
 * the server's disk is waited for once. The statement leaves out what something is in the way of, so that an event is
 * refused alone. The order is that of the calls.
 */
export class SharedAppends {
  readonly #database: PostgresDatabase;
  readonly #shape: TableShape;
  readonly #feed: Pick<LiveFeed, 'settled'>;
  readonly #waiting: Waiting[] = [];
  #appending: Promise<void> | undefined;

  constructor(database: PostgresDatabase, shape: TableShape, feed: Pick<LiveFeed, 'settled'>) {
    this.#database = database;
    this.#shape = shape;
    this.#feed = feed;
  }

  /** Resolves with the id of the event, which is valid, when it is committed. Errors as `saveEvent`. */
  append(event: Event, expectedVersion?: number): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ event, expectedVersion, resolve, reject });
      this.#appending ??= this.#appendAll();
    });
  }

  /** Resolves when nothing waits any more. */
  get settled(): Promise<void> {
    return this.#appending ?? Promise.resolve();
  }

  async #appendAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Whoever else appends in this turn joins.
      await breathe();
      // Whoever follows this store hears of all that it writes.
      await this.#feed.settled;
      const group = this.#take();
      if (group.length > 1) await this.#appendTogether(group);
      else await this.#appendAlone(group[0]!);
    }
    this.#appending = undefined;
  }

  /** From the head of the queue what can go in one statement; at least one. */
  #take(): Waiting[] {
    const versions = new Map<string, number>();
    const end = this.#waiting.findIndex(({ event, expectedVersion }, index) => {
      const { aggregate_id, version } = event;
      const before = versions.get(aggregate_id) ?? version;
      versions.set(aggregate_id, version);
      // A statement does not see what it inserts: who expects another event of the group to be there waits for the next.
      const expectsOther = expectedVersion !== undefined && before !== version;
      return index === MOST_EVENTS || expectsOther || !this.#canShare(event, expectedVersion);
    });
    return this.#waiting.splice(0, end < 0 ? this.#waiting.length : Math.max(1, end));
  }

  #canShare(event: Event, expectedVersion: number | undefined): boolean {
    const isGuarded = guardOf(this.#shape, [event], expectedVersion) === 'index';
    return isGuarded && keepsSpelling(this.#shape, 'event_id', event.event_id);
  }

  async #appendTogether(group: readonly Waiting[]): Promise<void> {
    let inserted: Set<string>;
    try {
      const rows = await this.#database.write<[event_id: string]>(insertFree(this.#shape, group), true);
      inserted = new Set(rows.map(([event_id]) => event_id));
    } catch (error) {
      if (isUncertain(error)) for (const { reject } of group) reject(explain(error, this.#database.address));
      // One of them may be what the server cannot take.
      else for (const one of group) await this.#appendAlone(one);
      return;
    }
    const refused = group.filter(({ event, resolve }) => {
      // Of two with one id the first was inserted.
      const isInserted = inserted.delete(event.event_id);
      if (isInserted) resolve(event.event_id);
      return !isInserted;
    });
    await Promise.all(refused.map((one) => this.#appendAlone(one, true)));
  }

  /** Says why an event was refused; when nothing is in its way any more, it goes the way of a single one. */
  async #appendAlone({ event, expectedVersion, resolve, reject }: Waiting, wasRefused = false): Promise<void> {
    try {
      if (wasRefused) {
        await checkAppend((query) => this.#database.read(query), this.#shape, [event], expectedVersion);
      }
      await appendEvents(this.#database, this.#shape, [event], expectedVersion);
      resolve(event.event_id);
    } catch (error) {
      reject(error);
    }
  }
}
