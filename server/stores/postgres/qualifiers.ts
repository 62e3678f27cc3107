import { areSameItems } from '../../domain/same-items.ts';
import type { PostgresDatabase } from './database.ts';
import { distinctSql } from './distinct-values.ts';
import { fill, type Sql, sql } from './sql.ts';
import type { TableShape } from './table-shape.ts';
import type { Texts } from './texts-query.ts';

/** Beyond this many aggregate types, a list of all spellings would be longer than it is useful. */
const MOST_SPELLINGS = 50;

type Type = readonly [type: string, snapshot: string | null];

/** Which transactions are seen. As long as this stays the same, so does all that can be read. */
const SNAPSHOT = sql('SELECT pg_current_snapshot()');

interface Known {
  readonly types: readonly string[];
  /** What was seen when they were read; null where the server does not tell. */
  readonly snapshot: string | null;
}

/** The aggregate types by which types can be qualified; none when finding out would cost more than it saves. */
export class Qualifiers {
  readonly #database: PostgresDatabase;
  readonly #shape: TableShape;
  #query: Sql | undefined;
  #known: Known | undefined;
  /** Nobody has written between the last two questions. */
  #isQuiet = false;

  constructor(database: PostgresDatabase, shape: TableShape) {
    this.#database = database;
    this.#shape = shape;
  }

  async read(): Promise<readonly string[]> {
    if (!this.#isIndexed) return [];
    return this.#note(await this.#database.readTexts<Type>(await this.#toQuery(), true)).types;
  }

  /** The rows of a query that needs them: asked for with those that are known, and again when there are others by now. */
  async readTexts<Row extends Texts>(toQuery: (types: readonly string[]) => Sql): Promise<Row[]> {
    if (!this.#isIndexed) return this.#database.readTexts<Row>(toQuery([]));
    if (!this.#known) await this.read();
    const { types, snapshot } = this.#known!;
    if (!this.#isQuiet) {
      const [found, rows] = await this.#database.readBoth<Type, Row>([await this.#toQuery(), toQuery(types)]);
      return areSameItems(this.#note(found).types, types) ? rows : this.readTexts(toQuery);
    }
    const [[seen], rows] = await this.#database.readBoth<readonly [string], Row>([SNAPSHOT, toQuery(types)]);
    if (seen?.[0] === snapshot) return rows;
    return areSameItems(await this.read(), types) ? rows : this.readTexts(toQuery);
  }

  /** Only where an index tells them. */
  get #isIndexed(): boolean {
    return this.#shape.indexed.has('aggregate_type') && this.#shape.indexed.has('event_type');
  }

  async #toQuery(): Promise<Sql> {
    this.#query ??= fill(
      `SELECT value, ${(await this.#tellsSnapshots()) ? 'pg_current_snapshot()' : 'NULL'} FROM ({?}) AS found`,
      distinctSql(this.#shape, 'aggregate_type', { limit: MOST_SPELLINGS }),
    );
    return this.#query;
  }

  /** PostgreSQL does from 13, other engines that speak its protocol may not. */
  async #tellsSnapshots(): Promise<boolean> {
    const query = sql("SELECT 1 AS one FROM pg_catalog.pg_proc WHERE proname = 'pg_current_snapshot'");
    return (await this.#database.readOne(query)) !== undefined;
  }

  #note(found: readonly Type[]): Known {
    const types = found.length < MOST_SPELLINGS ? found.map(([type]) => type) : [];
    const snapshot = found[0]?.[1] ?? null;
    this.#isQuiet = snapshot !== null && snapshot === this.#known?.snapshot;
    this.#known = { types, snapshot };
    return this.#known;
  }
}
