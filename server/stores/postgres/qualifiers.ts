import { areSameItems } from '../../domain/same-items.ts';
import type { PostgresDatabase } from './database.ts';
import { distinctSql } from './distinct-values.ts';
import type { Sql } from './sql.ts';
import type { TableShape } from './table-shape.ts';
import type { Texts } from './texts-query.ts';

/** Beyond this many aggregate types, a list of all spellings would be longer than it is useful. */
const MOST_SPELLINGS = 50;

type Type = readonly [type: string];

/** The aggregate types by which types can be qualified; none when finding out would cost more than it saves. */
export class Qualifiers {
  readonly #database: PostgresDatabase;
  /** Undefined where no index tells them. */
  readonly #query: Sql | undefined;
  /** As they were when somebody asked last. */
  #known: readonly string[] | undefined;

  constructor(database: PostgresDatabase, shape: TableShape) {
    this.#database = database;
    const isIndexed = shape.indexed.has('aggregate_type') && shape.indexed.has('event_type');
    this.#query = isIndexed ? distinctSql(shape, 'aggregate_type', { limit: MOST_SPELLINGS }) : undefined;
  }

  async read(): Promise<readonly string[]> {
    return this.#query ? this.#note(await this.#database.readTexts<Type>(this.#query, true)) : [];
  }

  /** The rows of a query that needs them: asked for with those that are known, and again when there are others by now. */
  async readTexts<Row extends Texts>(toQuery: (types: readonly string[]) => Sql): Promise<Row[]> {
    if (!this.#query) return this.#database.readTexts<Row>(toQuery([]));
    const known = this.#known ?? (await this.read());
    const [types, rows] = await this.#database.readBoth<Type, Row>([this.#query, toQuery(known)]);
    return areSameItems(this.#note(types), known) ? rows : this.readTexts(toQuery);
  }

  #note(found: readonly Type[]): readonly string[] {
    this.#known = found.length < MOST_SPELLINGS ? found.map(([type]) => type) : [];
    return this.#known;
  }
}
