import type { RecordedEvent } from '../../domain/event.ts';
import type { PostgresDatabase } from './database.ts';
import type { Matcher } from './matcher.ts';
import { type FoundRow, toRecordedEvent } from './row-to-event.ts';
import { type Sql, sql } from './sql.ts';

/** The first batch is small, as the first match may be in it; the next ones save round trips. */
const FIRST_BATCH = 100;
const MOST_AT_ONCE = 2_000;

/**
 * Everything that a query selects and the filter accepts, batch by batch in the query's order, in constant memory: by a
 * cursor, so that the server sorts once where no index has the order. `onMatches` returns true when it has enough.
 */
export async function scan(
  database: PostgresDatabase,
  query: Sql,
  matcher: Matcher,
  onMatches: (events: RecordedEvent[]) => boolean,
): Promise<void> {
  await database.transaction('BEGIN READ ONLY', async (ask, askTexts) => {
    await ask({ text: `DECLARE matches NO SCROLL CURSOR FOR ${query.text}`, values: query.values });
    for (let size = FIRST_BATCH; ; size = Math.min(size * 4, MOST_AT_ONCE)) {
      const rows = await askTexts<FoundRow>(sql(`FETCH ${size} FROM matches`));
      const matches = await matcher.select(rows.map(toRecordedEvent), ask);
      if (onMatches(matches) || rows.length < size) return;
    }
  });
}
