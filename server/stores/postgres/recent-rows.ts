import type { RecordedEvent } from '../../domain/event.ts';
import { isNormalTimestamp, now } from '../../domain/timestamp.ts';
import { eventColumns, tieOf } from './columns.ts';
import type { PostgresDatabase } from './database.ts';
import { type FoundRow, toNormalForm, toRecordedEvent } from './row-to-event.ts';
import { type Sql, sql } from './sql.ts';
import type { TableShape } from './table-shape.ts';

/** A row that is committed so much later than its timestamp is still found. */
const LATENESS = "interval '10 seconds'";
/** What is remembered of rows that are older than the newest by more than this is forgotten. */
const MEMORY_MS = 120_000;
const MOST_BEFORE_FORGETTING = 20_000;

/** Remembers which rows are known, so that a look at the newest ones in time finds those that are not. */
export class RecentRows {
  readonly #database: PostgresDatabase;
  readonly #shape: TableShape;
  /** The time of each known row by its tie. */
  readonly #known = new Map<string, string>();
  /** The latest time that was met, in normal form. */
  #latest = '';
  #forgetAt = MOST_BEFORE_FORGETTING;

  private constructor(database: PostgresDatabase, shape: TableShape) {
    this.#database = database;
    this.#shape = shape;
  }

  /** Knows what is there now. */
  static async begin(database: PostgresDatabase, shape: TableShape): Promise<RecentRows> {
    const rows = new RecentRows(database, shape);
    const last = sql(`SELECT max(timestamp) AS time FROM ${shape.events} WHERE timestamp <= now()`);
    const found = await database.readOne<{ time: string | null }>(last);
    if (found?.time) rows.#latest = toNormalForm(found.time);
    for (const { tie, time } of await rows.#newest()) rows.#know(tie, toNormalForm(time));
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
    const rows = await this.#database.read<FoundRow>(query);
    const found = new Map(rows.map((row) => [row.tie, toRecordedEvent(row)]));
    const inOrder = wanted.flatMap((tie) => found.get(tie) ?? []);
    for (const { key, timestamp } of inOrder) this.#know(String(key.tie), timestamp);
    return inOrder;
  }

  /** The rows from a little before the latest known time on; a writer whose clock is ahead hides no others. */
  #newest(): Promise<{ tie: string; time: string }[]> {
    return this.#database.read(
      sql(
        `SELECT ${tieOf(this.#shape)} AS tie, timestamp AS time FROM ${this.#shape.events}
         WHERE timestamp >= {from} AND timestamp < 'infinity' ORDER BY timestamp, ${tieOf(this.#shape)}`.replace(
          '{from}',
          this.#start().text,
        ),
        ...this.#start().values,
      ),
    );
  }

  #start(): Sql {
    const { type } = this.#shape.columns.get('timestamp')!;
    if (this.#latest === '') return sql("'-infinity'");
    return sql(`least($?::${type}, now()::${type}) - ${LATENESS}`, this.#latest);
  }

  #know(tie: string, time: string): void {
    this.#known.set(tie, time);
    if (isNormalTimestamp(time) && time > this.#latest) this.#latest = time;
    if (this.#known.size < this.#forgetAt) return;
    const present = this.#latest < now() ? this.#latest : now();
    const bound = new Date(Date.parse(`${present.slice(0, 23)}Z`) - MEMORY_MS).toISOString();
    for (const [old, at] of this.#known) if (at < bound) this.#known.delete(old);
    this.#forgetAt = Math.max(MOST_BEFORE_FORGETTING, 2 * this.#known.size);
  }
}
