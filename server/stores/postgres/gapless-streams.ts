import type { Ask } from './ask.ts';
import { equals } from './columns.ts';
import { fill, sql } from './sql.ts';
import type { TableShape } from './table-shape.ts';

const MOST_STREAMS = 1_000;

/**
 * Remembers streams whose versions are exactly 1, 2, 3 … n: there a position is a version, and the index entries need
 * not be counted off. Versions that are unique and without a gap stay so; what was appended since is counted on top.
 */
export class GaplessStreams {
  readonly #highest = new Map<string, number>();

  /** The highest version of such a stream; undefined when it has gaps, or versions are not protected by an index. */
  async highest(ask: Ask, shape: TableShape, aggregateId: string): Promise<number | undefined> {
    if (shape.streamIndex !== 'unique') return undefined;
    const known = this.#highest.get(aggregateId) ?? 0;
    const beyond = known > 0 ? sql('version > $?::bigint', known) : sql('version IS NOT NULL');
    const query = fill(
      `SELECT count(*) AS n, min(version) AS first, max(version) AS last FROM ${shape.events} WHERE {?} AND {?}`,
      equals(shape, 'aggregate_id', aggregateId),
      beyond,
    );
    const [n, first, last] = Object.values((await ask<Record<string, string | null>>(query))[0]!).map(Number);
    if (n === 0) return known > 0 ? known : undefined;
    if (first !== known + 1 || last !== known + n!) return undefined;
    if (this.#highest.size >= MOST_STREAMS) this.#highest.clear();
    this.#highest.set(aggregateId, last);
    return last;
  }
}
