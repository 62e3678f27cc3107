import pg from 'pg';
import { DomainError } from '../../domain/errors.ts';
import { type Ask, type AskTexts, ask, askBoth, askTexts } from './ask.ts';
import { isPooled, toConfig, toSettings } from './connection.ts';
import { copyIn } from './copy-in.ts';
import { isLost, isNotPrepared, isOutdated, isWithoutTls, toDomainError } from './postgres-errors.ts';
import { addressOf, type PostgresUri } from './postgres-uri.ts';
import type { Sql } from './sql.ts';
import type { Texts } from './texts-query.ts';
import { type Tls, toTls } from './tls-options.ts';

/** Enough for a few sessions at once, few enough for a server with a hundred connections. */
const MOST_CONNECTIONS = 4;

/** A server, and the connections to it. Errors that come out are `DomainError`s. */
export class PostgresDatabase {
  readonly address: string;
  readonly isReadOnly: boolean;
  readonly #config: pg.ClientConfig;
  readonly #uri: PostgresUri;
  readonly #pool: pg.Pool;
  #isPooled: boolean | undefined;
  #isClosed = false;

  private constructor(uri: PostgresUri, isReadOnly: boolean, ssl: Tls['options']) {
    this.address = addressOf(uri);
    this.isReadOnly = isReadOnly;
    this.#config = toConfig(uri, ssl);
    this.#uri = uri;
    const onConnect = (client: pg.ClientBase) => this.#prepare(client);
    this.#pool = new pg.Pool({ ...this.#config, max: MOST_CONNECTIONS, allowExitOnIdle: true, onConnect });
    // An idle connection that breaks is replaced by the next query.
    this.#pool.on('error', () => {});
  }

  /** Connects once, to know whether it works. */
  static async connect(uri: PostgresUri, isReadOnly: boolean): Promise<PostgresDatabase> {
    const tls = toTls(uri);
    const database = new PostgresDatabase(uri, isReadOnly, tls.options);
    try {
      (await database.#pool.connect()).release();
      return database;
    } catch (error) {
      await database.close();
      if (!tls.isOptional || !isWithoutTls(error)) throw toDomainError(error, database.address);
    }
    return PostgresDatabase.connect({ ...uri, options: new Map([...uri.options, ['sslmode', 'disable']]) }, isReadOnly);
  }

  /**
   * The rows that a query reads. Asked again when the connection was lost: after a restart of the server all are. What is
   * asked often can be planned once on each connection, where one plan serves all values.
   */
  async read<Row>(query: Sql, isFrequent = false): Promise<Row[]> {
    return this.#persist((isPrepared) => ask<Row>(this.#pool, query, isPrepared), isFrequent);
  }

  /** As `read`, for rows of which there are many. */
  async readTexts<Row extends Texts>(query: Sql, isFrequent = false): Promise<Row[]> {
    return this.#persist((isPrepared) => askTexts<Row>(this.#pool, query, isPrepared), isFrequent);
  }

  /** The rows of a query that is asked often and of one that is not, at the price of one. */
  async readBoth<First extends Texts, Second extends Texts>(
    queries: readonly [frequent: Sql, Sql],
  ): Promise<[First[], Second[]]> {
    return this.#persist((isPrepared) => askBoth<First, Second>(this.#pool, queries, isPrepared), true);
  }

  /** The first row that a query reads. */
  async readOne<Row>(query: Sql): Promise<Row | undefined> {
    return (await this.read<Row>(query))[0];
  }

  /** Does something that cannot be done twice. What is done often is planned once on each connection. */
  async write<Row extends Texts>(query: Sql, isFrequent = false): Promise<Row[]> {
    this.checkOpen();
    try {
      return await this.#prepared((isPrepared) => askTexts<Row>(this.#pool, query, isPrepared), isFrequent);
    } catch (error) {
      throw toDomainError(error, this.address);
    }
  }

  /** Writes rows in the text format of COPY, which is twice as fast as inserting them: all or none. */
  async copy(command: string, chunks: Iterable<string>): Promise<void> {
    await this.#onConnection((client) => copyIn(client, command, chunks));
  }

  /** Work on one connection in a transaction, which is undone when the work throws. */
  async transaction<T>(begin: string, work: (ask: Ask, askTexts: AskTexts) => Promise<T>): Promise<T> {
    return this.#onConnection(async (client) => {
      await client.query(begin);
      const result = await work(
        (query) => ask(client, query),
        (query) => askTexts(client, query),
      );
      await client.query('COMMIT');
      return result;
    });
  }

  /** A connection of its own, for who listens; the caller ends it. */
  async connectAlone(): Promise<pg.Client> {
    this.checkOpen();
    const client = new pg.Client(this.#config);
    client.on('error', () => {});
    try {
      await client.connect();
      await this.#prepare(client);
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      throw toDomainError(error, this.address);
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#pool.end();
  }

  /** Work on one connection; when it throws, what it began is rolled back. */
  async #onConnection<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
    this.checkOpen();
    const client = await this.#pool.connect().catch((error) => {
      throw toDomainError(error, this.address);
    });
    let broken: Error | undefined;
    try {
      return await work(client);
    } catch (error) {
      await client.query('ROLLBACK').catch((problem) => {
        broken = problem;
      });
      throw toDomainError(error, this.address);
    } finally {
      client.release(broken);
    }
  }

  async #persist<T>(read: (isPrepared: boolean) => Promise<T>, isFrequent: boolean): Promise<T> {
    for (let lost = 0; ; lost++) {
      this.checkOpen();
      try {
        return await this.#prepared(read, isFrequent);
      } catch (error) {
        if (!isLost(error) || lost === MOST_CONNECTIONS) throw toDomainError(error, this.address);
      }
    }
  }

  async #prepared<T>(work: (isPrepared: boolean) => Promise<T>, isFrequent: boolean): Promise<T> {
    const isPrepared = isFrequent && !this.#isPooled;
    try {
      return await work(isPrepared);
    } catch (error) {
      const isMissing = isNotPrepared(error);
      if (!isPrepared || !(isMissing || isOutdated(error))) throw error;
      this.#isPooled ||= isMissing;
    }
    // The statement was refused before it did anything.
    return work(false);
  }

  /**
   * Does a pooler lend a connection of the server for each transaction? What is set or prepared there would be met by
   * whoever comes next, and what is told there by nobody.
   */
  get isPooled(): boolean {
    return this.#isPooled ?? false;
  }

  /** Sentences for the user about how the server is reached. */
  get remarks(): readonly string[] {
    if (!this.isPooled) return [];
    return [
      'A pooler stands before the server: settings of a session, statement_timeout among them, are left as they are.',
    ];
  }

  /** Tells a new connection what it is for. */
  async #prepare(client: pg.ClientBase): Promise<void> {
    this.#isPooled ??= await isPooled(client);
    await client.query(toSettings(this.#uri, this.isReadOnly, this.#isPooled));
  }

  /** Throws `store-failed` after `close`. */
  checkOpen(): void {
    if (!this.#isClosed) return;
    throw new DomainError('store-failed', `The store ${this.address} was closed: open it again`);
  }
}
