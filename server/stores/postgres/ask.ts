import { hash } from 'node:crypto';
import type pg from 'pg';
import { numbered, type Sql } from './sql.ts';
import { type Texts, TextsQuery } from './texts-query.ts';

type Client = pg.Pool | pg.ClientBase;

/** Asks on one connection. */
export type Ask = <Row>(query: Sql) => Promise<Row[]>;

/** Asks on one connection for rows of which there are many. */
export type AskTexts = <Row extends Texts>(query: Sql) => Promise<Row[]>;

/** Asks for rows whose values are texts or NULL, typed by whoever wrote the SQL. */
export async function ask<Row>(client: Client, query: Sql, isPrepared = false): Promise<Row[]> {
  const { rows } = await client.query(toStatement(query, isPrepared));
  return rows as Row[];
}

/** As `ask`, by the places of the columns: objects with their names take longer than the rest that is done with a row. */
export async function askTexts<Row extends Texts>(client: Client, query: Sql, isPrepared = false): Promise<Row[]> {
  const [rows] = await send(client, [toStatement(query, isPrepared)]);
  return rows as Row[];
}

/** Two questions in one message: the first is one that is asked often. */
export async function askBoth<First extends Texts, Second extends Texts>(
  client: Client,
  [first, second]: readonly [Sql, Sql],
  isPrepared: boolean,
): Promise<[First[], Second[]]> {
  return (await send(client, [toStatement(first, isPrepared), toStatement(second, false)])) as [First[], Second[]];
}

function send(client: Client, statements: readonly pg.QueryConfig[]): Promise<Texts[][]> {
  return new Promise((resolve, reject) => {
    const query = new TextsQuery(statements);
    const done = (error: unknown) => (error ? reject(error) : resolve(query.results));
    // Pools and clients call this when all is done; their types leave it out for a query of one's own.
    client.query(query as unknown as string, undefined as unknown as [], done);
  });
}

function toStatement(query: Sql, isPrepared: boolean): pg.QueryConfig {
  const statement = numbered(query);
  return isPrepared ? { ...statement, name: nameOf(statement.text) } : statement;
}

const MOST_NAMES = 200;

/** Found out once: a hash takes longer than all else that is done to send a statement. */
const names = new Map<string, string>();

/** By its text: behind a pooler another program may have prepared something of the same name. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = hash('sha256', text).slice(0, 40);
  if (names.size < MOST_NAMES) names.set(text, name);
  return name;
}
