import pg from 'pg';
import { DomainError } from '../../domain/errors.ts';
import { isLost, isWithoutTls, toDomainError } from './postgres-errors.ts';
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

  /** Does something that cannot be done twice. */
  async write<Row>(query: Sql): Promise<Row[]> {
    return this.#ask<Row>(query).catch((error) => {
      throw toDomainError(error, this.address);
    });
  }

  /** Work on one connection in a transaction, which is undone when the work throws. */
  async transaction<T>(begin: string, work: (ask: Ask) => Promise<T>): Promise<T> {
    this.checkOpen();
    const client = await this.#pool.connect().catch((error) => {
      throw toDomainError(error, this.address);
    });
    let broken: Error | undefined;
    try {
      await client.query(begin);
      const result = await work((query) => ask(client, query));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((problem) => {
        broken = problem;
      });
      throw toDomainError(error, this.address);
    } finally {
      client.release(broken);
    }
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

  async #ask<Row>(query: Sql): Promise<Row[]> {
    this.checkOpen();
    return ask<Row>(this.#pool, query);
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
export async function ask<Row>(client: pg.Pool | pg.ClientBase, query: Sql): Promise<Row[]> {
  const { rows } = await client.query(numbered(query));
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
