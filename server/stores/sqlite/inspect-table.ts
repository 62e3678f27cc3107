import { EVENT_COLUMNS, type StoreInspection } from '../../domain/store-inspection.ts';
import type { SqliteDatabase } from './database.ts';

/** Letter T or a space, and what says the zone, tell forms of texts apart; numbers are another. */
const FORM = `typeof(timestamp) || CASE typeof(timestamp) WHEN 'text' THEN
  substr(timestamp, 11, 1) || CASE WHEN substr(timestamp, 20) GLOB '*[Zz]' THEN 'Z'
    WHEN substr(timestamp, 20) GLOB '*[-+]*' THEN '+' ELSE '' END ELSE '' END`;

/** One pass over the table for each question; what is sorted for it SQLite keeps on disk. */
export function inspectTable(db: SqliteDatabase): StoreInspection {
  const { shape } = db;
  const columns = db.connection.pragma('table_xinfo(events)') as { name: string; type: string }[];
  const foreign = columns.filter(({ name }) => !isOurs(name, shape.metadataColumn));
  return {
    columns: columns.map(({ name, type }) => `${name} ${type}`.trim()),
    otherColumns: foreign.map(({ name }) => ({ name, rows: filledRows(db, name) })).filter(({ rows }) => rows > 0),
    timeForms: db.all(
      `SELECT substr(CAST(min(timestamp) AS TEXT), 1, 40) AS example, count(*) AS rows
       FROM events GROUP BY ${FORM} ORDER BY rows DESC, example LIMIT 20`,
    ),
    hasUniqueVersions: shape.streamIndex === 'unique',
    repeatedVersions:
      shape.streamIndex === 'unique'
        ? []
        : db.all(
            `SELECT CAST(aggregate_id AS TEXT) AS aggregate_id, sum(n - 1) AS events FROM (
               SELECT aggregate_id, count(*) AS n FROM events
               WHERE typeof(version) = 'integer' AND aggregate_id IS NOT NULL
               GROUP BY aggregate_id, version HAVING n > 1)
             GROUP BY 1 ORDER BY 1`,
          ),
    repeatedIds: db.pluck(
      `SELECT CAST(event_id AS TEXT) FROM events WHERE event_id IS NOT NULL AND event_id <> ''
       GROUP BY event_id HAVING count(*) > 1`,
    ) as string[],
    snapshots: shape.hasSnapshots ? (db.pluck('SELECT count(*) FROM event_snapshots')[0] as number) : 0,
  };
}

/** A table can have both of the names that the metadata go by: then one of them is foreign. */
function isOurs(name: string, metadataColumn: string | undefined): boolean {
  const lower = name.toLowerCase();
  return EVENT_COLUMNS.has(lower) && (!lower.endsWith('metadata') || lower === metadataColumn);
}

function filledRows(db: SqliteDatabase, name: string): number {
  const quoted = `"${name.replaceAll('"', '""')}"`;
  return db.pluck(`SELECT count(${quoted}) FROM events`)[0] as number;
}
