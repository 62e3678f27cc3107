import type { RecordedEvent, StreamKey } from '../../domain/event.ts';
import type { Criteria } from '../criteria.ts';
import { compareKeys } from './compare-keys.ts';
import { allOf, type Conditions } from './conditions.ts';
import type { SqliteDatabase } from './database.ts';
import type { Look } from './search-windows.ts';
import { typeConditions } from './type-conditions.ts';

/** Up to so many events of a type are listed, instead of looking for them along the stream. */
const RARE = 1_000;
/** So many of them are kept, with payloads of so many characters at most: who goes to and fro meets the same ones. */
const MOST_KEPT = 100;
const SHORT = 4_000;

/** Are there so few events of the type that listing them is nothing? */
export function isRareType(db: SqliteDatabase, { eventType, needsTest }: Criteria): boolean {
  if (eventType === undefined || needsTest || !db.shape.indexed.has('event_type')) return false;
  return db.fact(`rare ${eventType}`, () => {
    const { sql, params } = typeConditions(db, eventType, '');
    const [isSpelled] = sql;
    // Without a list of its spellings the index on event_type does not serve.
    if (sql.length < 2) return false;
    const marks = isSpelled!.split('?').length - 1;
    const count = `SELECT count(*) AS n FROM (SELECT 1 FROM events WHERE ${isSpelled} LIMIT ?)`;
    return db.get<{ n: number }>(count, ...params.slice(0, marks), RARE + 1)!.n <= RARE;
  });
}

/** Looks among the events of rare types as they are now: who looks again after somebody wrote has to list them anew. */
export function amongRare(
  db: SqliteDatabase,
  aggregateId: string,
  wanted: Conditions,
  test: (event: RecordedEvent) => boolean,
): Look {
  const { sql, params } = allOf([wanted]);
  // The plus keeps SQLite to the index on event_type.
  const list = `SELECT version, rowid AS tie FROM events WHERE +aggregate_id = ? AND ${sql} ORDER BY version, rowid`;
  const keys = db.all<StreamKey>(list, aggregateId, ...params);
  const kept = new Map<StreamKey, RecordedEvent>();
  const read = (key: StreamKey) => {
    const event = kept.get(key) ?? db.events(`SELECT ${db.columns} FROM events WHERE rowid = ?`, key.tie)[0];
    if (kept.size >= MOST_KEPT) kept.clear();
    if (event && event.row.event_data_text.length <= SHORT) kept.set(key, event);
    return event;
  };
  return (way, from, to) => {
    const sign = way === 'next' ? 1 : -1;
    const isAhead = (key: StreamKey) =>
      (!from || sign * compareKeys(key, from) > 0) && (!to || sign * compareKeys(key, to) <= 0);
    for (let at = sign > 0 ? 0 : keys.length - 1; keys[at]; at += sign) {
      const event = isAhead(keys[at]!) ? read(keys[at]!) : undefined;
      if (event && test(event)) return { kind: 'found', event };
    }
    return { kind: 'end' };
  };
}
