import type { Event, RecordedEvent } from '../../domain/event.ts';
import { isLean } from '../lean-row.ts';
import { lookThrough } from '../look-through.ts';
import type { SqliteDatabase } from './database.ts';
import { leanColumns, readLean } from './lean-pages.ts';
import { type Look, type Range, rangeSql, type Way } from './search-windows.ts';

const PAGE = 500;

/**
 * Looks at one event after the other, where SQL can say nothing of them. Only the fields that the test reads are read, and
 * the rest of what is found.
 */
export function byPages(
  db: SqliteDatabase,
  aggregateId: string,
  reads: ReadonlySet<keyof Event>,
  test: (event: RecordedEvent) => boolean,
): Look {
  const readPage = (way: Way, range: Range): readonly RecordedEvent[] => {
    const statement = (columns: string) => rangeSql(columns, aggregateId, way, range, PAGE);
    const lean = isLean(reads) ? statement(leanColumns(reads)) : undefined;
    const page = lean && readLean(db, lean.sql, ...lean.params);
    if (page) return page;
    const { sql, params } = statement(db.columns);
    return db.events(sql, ...params);
  };
  return (way, ...range) => {
    const page = readPage(way, range);
    const { passed, found } = lookThrough(page, (event) => event, test);
    if (found !== undefined) {
      const [event] = db.events(`SELECT ${db.columns} FROM events WHERE rowid = ?`, page[found]!.key.tie);
      return { kind: 'found', event: event! };
    }
    const isEnd = page.length < PAGE && passed === page.length;
    return isEnd ? { kind: 'end' } : { kind: 'passed', key: page[passed - 1]!.key };
  };
}
