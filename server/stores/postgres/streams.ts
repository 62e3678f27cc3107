import type { RecordedEvent, StreamKey } from '../../domain/event.ts';
import type { ReadOptions } from '../../domain/event-store.ts';
import { isLean } from '../lean-row.ts';
import type { Ask } from './ask.ts';
import { equals, eventColumns, tieOf, versionOf } from './columns.ts';
import type { PostgresDatabase } from './database.ts';
import { GaplessStreams } from './gapless-streams.ts';
import { type FoundLean, leanColumns, toLeanEvents } from './lean-events.ts';
import { toBigint } from './predicate-to-sql.ts';
import { type FoundRow, toRecordedEvent } from './row-to-event.ts';
import { all, FALSE, fill, type Sql, sql } from './sql.ts';
import type { TableShape } from './table-shape.ts';

/** Up to here index entries are counted off faster than a whole stream is checked for gaps. */
const NEAR = 10_000;

/** Reads single streams, from the index on (aggregate_id, version) where there is one. */
export class Streams {
  readonly #database: PostgresDatabase;
  readonly #ask: Ask;
  readonly #shape: TableShape;
  readonly #columns: string;
  readonly #gapless = new GaplessStreams();

  constructor(database: PostgresDatabase, shape: TableShape) {
    this.#database = database;
    this.#ask = (query) => database.read(query);
    this.#shape = shape;
    this.#columns = eventColumns(shape);
  }

  async read(aggregateId: string, options: ReadOptions): Promise<RecordedEvent[]> {
    const { after, fromVersion, limit, fields } = options;
    const version = versionOf(this.#shape);
    const start = after
      ? beyond(this.#shape, '>', after)
      : sql(`${version} >= $?::bigint`, toBigint(Math.ceil(fromVersion ?? Number.NEGATIVE_INFINITY)));
    const columns = isLean(fields) ? leanColumns(this.#shape, fields) : this.#columns;
    const query = fill(
      `SELECT ${columns} FROM ${this.#shape.events} WHERE {?} AND {?}
       ORDER BY ${streamOrder(this.#shape, 'ASC')} LIMIT {?}`,
      equals(this.#shape, 'aggregate_id', aggregateId),
      start,
      sql('$?::int', limit),
    );
    if (!isLean(fields)) return (await this.#database.readTexts<FoundRow>(query)).map(toRecordedEvent);
    return (
      toLeanEvents(await this.#database.readTexts<FoundLean>(query), fields) ??
      this.read(aggregateId, { ...options, fields: undefined })
    );
  }

  async eventAt(aggregateId: string, position: number): Promise<RecordedEvent | undefined> {
    const isVersion = position > NEAR && (await this.#highest(aggregateId)) !== undefined;
    if (isVersion) return this.#eventWhere(aggregateId, sql('version = $?::bigint', toBigint(position)));
    // The index alone counts off the entries; the row is read at the end.
    const nth = fill(
      `SELECT ${placeOf(this.#shape)} FROM ${this.#shape.events} WHERE {?}
       ORDER BY ${streamOrder(this.#shape, 'ASC')} LIMIT 1 OFFSET {?}`,
      equals(this.#shape, 'aggregate_id', aggregateId),
      sql('$?::bigint', toBigint(position - 1)),
    );
    return this.#eventWhere(aggregateId, fill(`(${placeOf(this.#shape)}) = ({?})`, nth));
  }

  /** How many events stand before and at a place. `ask` is for who has a connection already. */
  async positionOf(aggregateId: string, key: StreamKey, ask: Ask = this.#ask): Promise<number> {
    const highest = key.version > NEAR ? await this.#highest(aggregateId, ask) : undefined;
    if (highest !== undefined) return Math.max(0, Math.min(key.version, highest));
    return this.#count(aggregateId, beyond(this.#shape, '<=', key), ask);
  }

  async count(aggregateId: string): Promise<number> {
    return (await this.#highest(aggregateId)) ?? this.#count(aggregateId, all([]));
  }

  /** The highest version, 0 when unknown. */
  async version(aggregateId: string): Promise<number> {
    const query = fill(
      `SELECT max(version) AS version FROM ${this.#shape.events} WHERE {?}`,
      equals(this.#shape, 'aggregate_id', aggregateId),
    );
    return Number((await this.#ask<{ version: string | null }>(query))[0]?.version ?? 0);
  }

  async #count(aggregateId: string, condition: Sql, ask: Ask = this.#ask): Promise<number> {
    const isOfStream = equals(this.#shape, 'aggregate_id', aggregateId);
    const query = fill(`SELECT count(*) AS n FROM ${this.#shape.events} WHERE {?} AND {?}`, isOfStream, condition);
    return Number((await ask<{ n: string }>(query))[0]?.n);
  }

  async #eventWhere(aggregateId: string, condition: Sql): Promise<RecordedEvent | undefined> {
    const isOfStream = equals(this.#shape, 'aggregate_id', aggregateId);
    const query = fill(`SELECT ${this.#columns} FROM ${this.#shape.events} WHERE {?} AND {?}`, isOfStream, condition);
    return (await this.#database.readTexts<FoundRow>(query)).map(toRecordedEvent)[0];
  }

  #highest(aggregateId: string, ask: Ask = this.#ask): Promise<number | undefined> {
    return this.#gapless.highest(ask, this.#shape, aggregateId);
  }
}

/** The order of a stream; where versions are unique, nothing else has to be looked at. */
export function streamOrder(shape: TableShape, direction: 'ASC' | 'DESC'): string {
  if (shape.streamIndex === 'unique') return `version ${direction}`;
  return `${versionOf(shape)} ${direction}, ${tieOf(shape)} ${direction}`;
}

function placeOf(shape: TableShape): string {
  if (shape.streamIndex === 'unique') return 'version';
  return `${versionOf(shape)}, ${tieOf(shape)}`;
}

/** One side of a place in a stream. */
export function beyond(shape: TableShape, operator: '>' | '>=' | '<' | '<=', { version, tie }: StreamKey): Sql {
  if (shape.streamIndex === 'unique') return sql(`version ${operator} $?::bigint`, toBigint(version));
  const hasTie = /^\d+$/.test(String(tie)) || !/^int/.test(shape.columns.get(shape.tieColumn)!.type);
  if (!hasTie) return FALSE;
  return sql(`(${placeOf(shape)}) ${operator} ($?::bigint, $?)`, toBigint(version), String(tie));
}
