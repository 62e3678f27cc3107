import type { Criteria } from '../criteria.ts';
import type { SqliteDatabase } from './database.ts';
import { Tail, type TailListener } from './tail.ts';

/** All who follow one database. */
export class Tails {
  readonly #all = new Set<Tail>();

  follow(db: SqliteDatabase, criteria: Criteria, listener: TailListener): { close(): void } {
    const tail = db.runNow(() => new Tail(db, criteria, listener));
    this.#all.add(tail);
    return {
      close: () => {
        tail.close();
        this.#all.delete(tail);
      },
    };
  }

  /** This connection has written. */
  wake(): void {
    for (const tail of this.#all) tail.wake();
  }

  close(): void {
    for (const tail of this.#all) tail.close();
    this.#all.clear();
  }
}
