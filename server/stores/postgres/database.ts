import { createHash } from 'node:crypto';
import pg from 'pg';
import { DomainError } from '../../domain/errors.ts';
import { copyIn } from './copy-in.ts';
import { isLost, isNotPrepared, isWithoutTls, toDomainError } from './postgres-errors.ts';
import { addressOf, type PostgresUri } from './postgres-uri.ts';
import { numbered, type Sql } from './sql.ts';
import { type Tls, toTls } from './tls-options.ts';

/** Enough for a few sessions at once, few enough for a server with a hundred connections. */
const MOST_CONNECTIONS = 4;
const CONNECT_SECONDS = 15;

/** Every value as the text that the server sends: a Date would lose microseconds, a number large integers. */
const TEXTS = { getTypeParser: () => (text: string) => text };

/** Asks on one connection. */
export type Ask = <Row>(query: Sql) => Promise<Row[]>;

/** A server, and the connections to it. Errors that come out are `DomainError`s. */
export class PostgresDatabase {
  readonly address: string;
  readonly isReadOnly: boolean;
  readonly #config: pg.ClientConfig;
  /** What each connection is told first. */
  readonly #settings: string;
  readonly #pool: pg.Pool;
  #canPrepare = true;
  #isClosed = false;

  private constructor(uri: PostgresUri, isReadOnly: boolean, ssl: Tls['options']) {
    this.address = addressOf(uri);
    this.isReadOnly = isReadOnly;
    this.#config = toConfig(uri, ssl);
    this.#settings = toSettings(uri, isReadOnly);
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

  /** The rows that a query reads. Asked again when the connection was lost: after a restart of the server all are. */
  async read<Row>(query: Sql): Promise<Row[]> {
    for (let lost = 0; ; lost++) {
      try {
        return await this.#ask<Row>(query);
      } catch (error) {
        if (!isLost(error) || lost === MOST_CONNECTIONS) throw toDomainError(error, this.address);
      }
    }
  }

  /** The first row that a query reads. */
  async readOne<Row>(query: Sql): Promise<Row | undefined> {
    return (await this.read<Row>(query))[0];
  }

  /** Does something that cannot be done twice. What is done often is planned once on each connection. */
  async write<Row>(query: Sql, isFrequent = false): Promise<Row[]> {
    try {
      return await this.#ask<Row>(query, isFrequent && this.#canPrepare);
    } catch (error) {
      if (!isFrequent || !isNotPrepared(error)) throw toDomainError(error, this.address);
    }
    // A pooler lends another connection each time. The statement was refused before it did anything.
    this.#canPrepare = false;
    return this.write(query);
  }

  /** Writes rows in the text format of COPY, which is twice as fast as inserting them: all or none. */
  async copy(command: string, chunks: Iterable<string>): Promise<void> {
    await this.#onConnection((client) => copyIn(client, command, chunks));
  }

  /** Work on one connection in a transaction, which is undone when the work throws. */
  async transaction<T>(begin: string, work: (ask: Ask) => Promise<T>): Promise<T> {
    return this.#onConnection(async (client) => {
      await client.query(begin);
      const result = await work((query) => ask(client, query));
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

  async #ask<Row>(query: Sql, isPrepared = false): Promise<Row[]> {
    this.checkOpen();
    return ask<Row>(this.#pool, query, isPrepared);
  }

  async #prepare(client: pg.ClientBase): Promise<void> {
    await client.query(this.#settings);
  }

  /** Throws `store-failed` after `close`. */
  checkOpen(): void {
    if (!this.#isClosed) return;
    throw new DomainError('store-failed', `The store ${this.address} was closed: open it again`);
  }
}

/** Asks for rows whose values are texts or NULL, typed by whoever wrote the SQL. */
async function ask<Row>(client: pg.Pool | pg.ClientBase, query: Sql, isPrepared = false): Promise<Row[]> {
  const statement = numbered(query);
  // By its text: behind a pooler another program may have prepared something of the same name.
  const name = isPrepared ? createHash('sha256').update(statement.text).digest('hex').slice(0, 40) : undefined;
  const { rows } = await client.query({ ...statement, ...(name && { name }) });
  return rows as Row[];
}

function toConfig(uri: PostgresUri, ssl: Tls['options']): pg.ClientConfig {
  const { host, port, database, user, password, options } = uri;
  return {
    host,
    port,
    ssl,
    keepAlive: true,
    types: TEXTS,
    application_name: options.get('application_name') ?? 'event-replay',
    connectionTimeoutMillis: 1_000 * (Number(options.get('connect_timeout')) || CONNECT_SECONDS),
    ...(database === undefined ? {} : { database }),
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
    ...(options.has('options') ? { options: options.get('options')! } : {}),
  };
}

/** Times are read in UTC, and what was opened to be read is not written to, whoever asks. */
function toSettings({ options }: PostgresUri, isReadOnly: boolean): string {
  const settings = ["SET TIME ZONE 'UTC'", "SET datestyle = 'ISO'"];
  if (isReadOnly) settings.push('SET default_transaction_read_only = on');
  const timeout = Number(options.get('statement_timeout') ?? Number.NaN);
  if (timeout >= 0) settings.push(`SET statement_timeout = ${Math.floor(timeout)}`);
  return settings.join('; ');
}
