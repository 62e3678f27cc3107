import { DomainError } from '../../domain/errors.ts';
import type { RecordedEvent } from '../../domain/event.ts';
import type { Connection, Statement } from './driver.ts';
import { ReaderThread } from './reader-thread.ts';
import { retryWhenBusy } from './retry-when-busy.ts';
import { eventColumns, type FoundRow, toRecordedEvent } from './row-to-event.ts';
import { watchIdentity } from './same-file.ts';
import { toDomainError } from './sqlite-errors.ts';
import type { TableShape } from './table-shape.ts';

const MOST_STATEMENTS = 200;
const MOST_FACTS = 200;

/** An open database with the statements that were prepared for it. */
export class SqliteDatabase {
  readonly connection: Connection;
  readonly file: string;
  readonly shape: TableShape;
  /** The select list of an event. */
  readonly columns: string;
  /** For who reads far. */
  readonly reader: ReaderThread;
  readonly #statements = new Map<string, Statement>();
  /** What holds until somebody writes, by a name of whoever found it out. */
  readonly #facts = new Map<string, unknown>();
  #epoch = 0;
  /** Changes with every commit of others. */
  #version = 0;
  /** Was it asked for in this piece of work? */
  #isChecked = false;
  readonly #patience: number | undefined;
  readonly #checkIdentity: (writes: boolean) => void;

  constructor(connection: Connection, file: string, shape: TableShape, patience?: number) {
    this.connection = connection;
    this.file = file;
    this.shape = shape;
    this.columns = eventColumns(shape);
    this.reader = new ReaderThread(connection.name);
    this.#patience = patience;
    this.#checkIdentity = watchIdentity(file);
  }

  /** Does one piece of work: `store-busy` when others keep the lock, `store-failed` after `close` and without the file. */
  run<T>(work: () => T): Promise<T> {
    return retryWhenBusy(this.file, () => this.#carryOut(work), this.#patience);
  }

  /** As `run`, for what writes: the file must be there this very moment. */
  write<T>(work: () => T): Promise<T> {
    return retryWhenBusy(this.file, () => this.#carryOut(work, true), this.#patience);
  }

  /** As `run`, for who cannot wait: `store-busy` at once. */
  runNow<T>(work: () => T): T {
    try {
      return this.#carryOut(work);
    } catch (error) {
      throw toDomainError(error, this.file);
    }
  }

  /** What `find` found, as long as nobody has written to the database since. The name tells what it depends on. */
  fact<T>(name: string, find: () => T): T {
    this.#keepFacts();
    if (this.#facts.has(name)) return this.#facts.get(name) as T;
    const found = find();
    if (this.#facts.size >= MOST_FACTS) this.#facts.clear();
    this.#facts.set(name, found);
    return found;
  }

  /** Was that found out, and holds still? */
  hasFact(name: string): boolean {
    this.#keepFacts();
    return this.#facts.has(name);
  }

  /** Another number whenever somebody has written since. */
  get epoch(): number {
    this.#keepFacts();
    return this.#epoch;
  }

  /** To be called by whoever wrote through this connection. */
  forgetFacts(): void {
    this.#facts.clear();
    this.#epoch++;
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

  #keepFacts(): void {
    if (this.#isChecked) return;
    this.#isChecked = true;
    const { data_version } = this.get<{ data_version: number }>('PRAGMA data_version')!;
    if (data_version !== this.#version) this.forgetFacts();
    this.#version = data_version;
  }

  #carryOut<T>(work: () => T, writes = false): T {
    if (!this.connection.open) {
      throw new DomainError('store-failed', `The store ${this.file} was closed: open it again`);
    }
    this.#checkIdentity(writes);
    this.#isChecked = false;
    return work();
  }
}
