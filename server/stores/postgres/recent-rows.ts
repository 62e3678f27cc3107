import type { RecordedEvent } from '../../domain/event.ts';
import { isNormalTimestamp, now } from '../../domain/timestamp.ts';
import { eventColumns, tieOf } from './columns.ts';
import type { PostgresDatabase } from './database.ts';
import { LastPages } from './last-pages.ts';
import { eventTime, type FoundRow, toNormalForm, toRecordedEvent } from './row-to-event.ts';
import { fill, type Sql, sql } from './sql.ts';
import type { TableShape } from './table-shape.ts';

/** A row that is committed so much later than its timestamp is still found. */
const LATENESS = "interval '10 seconds'";
/** Rows that are older than the newest by more than this, and that we met as long ago, are forgotten. */
const MEMORY_MS = 120_000;
const MOST_BEFORE_FORGETTING = 20_000;

/**
 * Remembers which rows are known, so that a look at the newest ones finds those that are not: those of the latest times,
 * and those in the last pages of the table, whatever their times are.
 */
export class RecentRows {
  readonly #database: PostgresDatabase;
  readonly #shape: TableShape;
  /** The time of each known row by its tie, and when we met it, in milliseconds since 1970. */
  readonly #known = new Map<string, { readonly time: string; readonly met: number }>();
  /** The latest time that was met, in normal form. */
  #latest = '';
  #forgetAt = MOST_BEFORE_FORGETTING;
  readonly #pages: LastPages | undefined;

  private constructor(database: PostgresDatabase, shape: TableShape) {
    this.#database = database;
    this.#shape = shape;
    this.#pages = shape.hasPages ? new LastPages(database, shape.oid) : undefined;
  }

  /** Knows what is there now. */
  static async begin(database: PostgresDatabase, shape: TableShape): Promise<RecentRows> {
    const rows = new RecentRows(database, shape);
    const last = sql(`SELECT max(timestamp) AS time FROM ${shape.events} WHERE timestamp <= now()`);
    const found = await database.readOne<{ time: string | null }>(last);
    if (found?.time) rows.#latest = toNormalForm(found.time);
    for (const { tie, time } of await rows.#newest()) rows.#know(tie, eventTime(time));
    return rows;
  }

  /** Events that were not known, in the order of time. */
  async look(): Promise<RecordedEvent[]> {
    const unknown = (await this.#newest()).filter(({ tie }) => !this.#known.has(tie));
    return this.read(unknown.map(({ tie }) => tie));
  }

  /** Those of these rows that were not known, in this order. */
  async read(ties: readonly string[]): Promise<RecordedEvent[]> {
    const wanted = ties.filter((tie) => !this.#known.has(tie));
    if (wanted.length === 0) return [];
    const { columns, tieColumn, events } = this.#shape;
    const query = sql(
      `SELECT ${eventColumns(this.#shape)} FROM ${events} WHERE ${tieColumn} = ANY ($?::${columns.get(tieColumn)!.type}[])`,
      wanted,
    );
    const rows = await this.#database.readTexts<FoundRow>(query);
    const found = new Map(rows.map(toRecordedEvent).map((event) => [event.key.tie, event]));
    const inOrder = wanted.flatMap((tie) => found.get(tie) ?? []);
    for (const { key, timestamp } of inOrder) this.#know(String(key.tie), timestamp);
    return inOrder;
  }

  /** The rows from a little before the latest known time on; a writer whose clock is ahead hides no others. */
  async #newest(): Promise<{ tie: string; time: string }[]> {
    const { events } = this.#shape;
    const columns = `${tieOf(this.#shape)} AS tie, timestamp AS time`;
    const recent = fill(
      `SELECT ${columns} FROM ${events} WHERE timestamp >= {?} AND timestamp < 'infinity'`,
      this.#start(),
    );
    const page = await this.#pages?.first();
    const last =
      page === undefined
        ? undefined
        : sql(`SELECT ${columns} FROM ${events} WHERE ctid >= $?::tid AND timestamp < 'infinity'`, page);
    const all = last ? fill('{?} UNION {?}', recent, last) : recent;
    return this.#database.read(fill('{?} ORDER BY time, tie', all));
  }

  #start(): Sql {
    const { type } = this.#shape.columns.get('timestamp')!;
    if (this.#latest === '') return sql("'-infinity'");
    return sql(`least($?::${type}, now()::${type}) - ${LATENESS}`, this.#latest);
  }

  #know(tie: string, time: string): void {
    this.#known.set(tie, { time, met: Date.now() });
    if (isNormalTimestamp(time) && time > this.#latest) this.#latest = time;
    if (this.#known.size < this.#forgetAt) return;
    const present = this.#latest < now() ? this.#latest : now();
    const bound = new Date(Date.parse(`${present.slice(0, 23)}Z`) - MEMORY_MS).toISOString();
    const metBefore = Math.min(Date.now() - MEMORY_MS, this.#pages?.since ?? Number.POSITIVE_INFINITY);
    for (const [old, { time: at, met }] of this.#known) if (at < bound && met < metBefore) this.#known.delete(old);
    this.#forgetAt = Math.max(MOST_BEFORE_FORGETTING, 2 * this.#known.size);
  }
}
