import type { RecordedEvent, StreamKey } from '../../domain/event.ts';
import type { Criteria } from '../criteria.ts';
import { compareKeys } from './compare-keys.ts';
import { allOf, type Conditions } from './conditions.ts';
import type { SqliteDatabase } from './database.ts';
import type { Look } from './search-windows.ts';
import { typeConditions } from './type-conditions.ts';

/** Up to so many events of a type are listed, instead of looking for them along the stream. */
const RARE = 1_000;

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

/** Looks among the events of rare types, which are listed once for as long as nobody writes. */
export function amongRare(
  db: SqliteDatabase,
  aggregateId: string,
  wanted: Conditions,
  test: (event: RecordedEvent) => boolean,
): Look {
  const { sql, params } = allOf([wanted]);
  // The plus keeps SQLite to the index on event_type.
  const list = `SELECT version, rowid AS tie FROM events WHERE +aggregate_id = ? AND ${sql} ORDER BY version, rowid`;
  const name = `${list} ${JSON.stringify([aggregateId, params])}`;
  return (way, from, to) => {
    const keys = db.fact(name, () => db.all<StreamKey>(list, aggregateId, ...params));
    const sign = way === 'next' ? 1 : -1;
    const isAhead = (key: StreamKey) =>
      (!from || sign * compareKeys(key, from) > 0) && (!to || sign * compareKeys(key, to) <= 0);
    for (let at = sign > 0 ? 0 : keys.length - 1; keys[at]; at += sign) {
      const [event] = isAhead(keys[at]!)
        ? db.events(`SELECT ${db.columns} FROM events WHERE rowid = ?`, keys[at]!.tie)
        : [];
      if (event && test(event)) return { kind: 'found', event };
    }
    return { kind: 'end' };
  };
}
