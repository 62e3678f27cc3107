import type { PostgresDatabase } from './database.ts';
import { sql } from './sql.ts';

/** A row that is committed so much later than it was written is still found. */
const LATENESS_MS = 10_000;

interface Mark {
  readonly at: number;
  readonly pages: number;
}

/** Knows from which page of a table on rows can be new: rows are appended at its end. */
export class LastPages {
  readonly #database: PostgresDatabase;
  readonly #oid: string;
  /** How many pages there were at some times, oldest first. */
  #marks: Mark[] = [];

  constructor(database: PostgresDatabase, oid: string) {
    this.#database = database;
    this.#oid = oid;
  }

  /** The time, in milliseconds since 1970, from which on rows are seen again and again. */
  get since(): number {
    return this.#marks[0]?.at ?? 0;
  }

  /** The place before the first row of that page, as the server writes it. */
  async first(): Promise<string> {
    const size = sql("SELECT pg_relation_size($?::oid) / current_setting('block_size')::int AS pages", this.#oid);
    const pages = Number((await this.#database.readOne<{ pages: string }>(size))?.pages);
    const now = Date.now();
    this.#marks.push({ at: now, pages });
    // The latest mark that is old enough; while there is none, the first.
    const start = this.#marks.findLastIndex(({ at }) => at <= now - LATENESS_MS);
    this.#marks = this.#marks.slice(Math.max(0, start));
    // The last page may have had room; a table that was emptied begins anew.
    return `(${Math.max(0, Math.min(pages, this.#marks[0]!.pages) - 1)},0)`;
  }
}
