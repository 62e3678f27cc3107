import { DomainError } from '../../domain/errors.ts';
import type { RecordedEvent } from '../../domain/event.ts';
import type { Connection, Statement } from './driver.ts';
import { retryWhenBusy } from './retry-when-busy.ts';
import { eventColumns, type FoundRow, toRecordedEvent } from './row-to-event.ts';
import { watchIdentity } from './same-file.ts';
import { toDomainError } from './sqlite-errors.ts';
import type { TableShape } from './table-shape.ts';

const MOST_STATEMENTS = 200;

/** An open database with the statements that were prepared for it. */
export class SqliteDatabase {
  readonly connection: Connection;
  readonly file: string;
  readonly shape: TableShape;
  /** The select list of an event. */
  readonly columns: string;
  readonly #statements = new Map<string, Statement>();
  readonly #patience: number | undefined;
  readonly #checkIdentity: () => void;

  constructor(connection: Connection, file: string, shape: TableShape, patience?: number) {
    this.connection = connection;
    this.file = file;
    this.shape = shape;
    this.columns = eventColumns(shape);
    this.#patience = patience;
    this.#checkIdentity = watchIdentity(file);
  }

  /** Does one piece of work: `store-busy` when others keep the lock, `store-failed` after `close` and without the file. */
  async run<T>(work: () => T): Promise<T> {
    this.#checkOpen();
    return retryWhenBusy(this.file, work, this.#patience);
  }

  /** As `run`, for who cannot wait: `store-busy` at once. */
  runNow<T>(work: () => T): T {
    this.#checkOpen();
    try {
      return work();
    } catch (error) {
      throw toDomainError(error, this.file);
    }
  }

  prepare(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      if (this.#statements.size >= MOST_STATEMENTS) this.#statements.clear();
      statement = this.connection.prepare<unknown[]>(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** The rows of a statement, typed by whoever wrote its SQL. */
  all<Row>(sql: string, ...params: unknown[]): Row[] {
    return this.prepare(sql).all(...params) as Row[];
  }

  /** The first column of each row. */
  pluck(sql: string, ...params: unknown[]): unknown[] {
    return this.prepare(sql)
      .pluck()
      .all(...params);
  }

  get<Row>(sql: string, ...params: unknown[]): Row | undefined {
    return this.prepare(sql).get(...params) as Row | undefined;
  }

  /** The events of a statement that selects `columns`. */
  events(sql: string, ...params: unknown[]): RecordedEvent[] {
    return this.all<FoundRow>(sql, ...params).map(toRecordedEvent);
  }

  #checkOpen(): void {
    if (!this.connection.open) {
      throw new DomainError('store-failed', `The store ${this.file} was closed: open it again`);
    }
    this.#checkIdentity();
  }
}
