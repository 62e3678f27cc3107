import { setImmediate as breathe } from 'node:timers/promises';
import { isDomainError } from '../../domain/errors.ts';
import type { SqliteDatabase } from './database.ts';
import { isBusy, toDomainError } from './sqlite-errors.ts';

/** So many events share a transaction: a few tens of milliseconds of work. */
const MOST_EVENTS = 1_000;

interface Piece {
  /** What it writes, in a transaction that is open. It can be called again when the transaction was undone. */
  work(): unknown;
  readonly size: number;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

type Outcome = { readonly result: unknown } | { readonly error: unknown };

/** One piece of work undid the transaction of all. */
class LostTransaction extends Error {}

/**
 * What is written in one turn of the event loop, and while somebody else has the lock, is committed in one transaction:
 * the disk is waited for once. Each piece has a savepoint, so that it fails alone, and is acknowledged when all are on
 * the disk. The order is that of the calls.
 */
export class GroupCommit {
  readonly #db: SqliteDatabase;
  readonly #onCommit: () => void;
  readonly #transaction: { immediate(pieces: readonly Piece[]): Outcome[] };
  readonly #savepoint: (work: () => unknown) => unknown;
  readonly #waiting: Piece[] = [];
  #committing: Promise<void> | undefined;

  constructor(db: SqliteDatabase, onCommit: () => void) {
    this.#db = db;
    this.#onCommit = onCommit;
    this.#transaction = db.connection.transaction((pieces: readonly Piece[]) => this.#workOn(pieces));
    this.#savepoint = db.connection.transaction((work: () => unknown) => work());
  }

  /** `size` is the number of events. Resolves when what was written would survive a power cut. */
  run<T>(size: number, work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, size, resolve: resolve as Piece['resolve'], reject });
      this.#committing ??= this.#commitAll();
    });
  }

  /** Resolves when nothing waits any more. */
  get settled(): Promise<void> {
    return this.#committing ?? Promise.resolve();
  }

  async #commitAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Whoever else writes in this turn joins.
      await breathe();
      await this.#commit(this.#take());
    }
    this.#committing = undefined;
  }

  #take(): Piece[] {
    let events = 0;
    const count = this.#waiting.findIndex(({ size }) => {
      events += size;
      return events >= MOST_EVENTS;
    });
    return this.#waiting.splice(0, count < 0 ? this.#waiting.length : count + 1);
  }

  async #commit(pieces: readonly Piece[]): Promise<void> {
    try {
      const outcomes = await this.#db.write(() => this.#transaction.immediate(pieces));
      this.#db.forgetFacts();
      this.#onCommit();
      outcomes.forEach((outcome, index) => {
        if ('error' in outcome) pieces[index]!.reject(outcome.error);
        else pieces[index]!.resolve(outcome.result);
      });
    } catch (error) {
      if (error instanceof LostTransaction) for (const piece of pieces) await this.#commit([piece]);
      else for (const { reject } of pieces) reject(error);
    }
  }

  #workOn(pieces: readonly Piece[]): Outcome[] {
    if (pieces.length === 1) return [{ result: pieces[0]!.work() }];
    return pieces.map((piece) => this.#attempt(piece));
  }

  #attempt({ work }: Piece): Outcome {
    try {
      return { result: this.#savepoint(work) };
    } catch (error) {
      if (isBusy(error)) throw error;
      if (!this.#db.connection.inTransaction) throw new LostTransaction();
      return { error: isDomainError(error) ? error : toDomainError(error, this.#db.file) };
    }
  }
}
