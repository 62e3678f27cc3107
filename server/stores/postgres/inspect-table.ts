import { EVENT_COLUMNS, type StoreInspection } from '../../domain/store-inspection.ts';
import type { PostgresDatabase } from './database.ts';
import { quoted, sql } from './sql.ts';
import { tableName } from './table-name.ts';
import type { TableShape } from './table-shape.ts';

/** One pass over the table for each question. */
export async function inspectTable(database: PostgresDatabase, shape: TableShape): Promise<StoreInspection> {
  const { events, columns } = shape;
  const read = (text: string) => database.read<Record<string, string>>(sql(text));
  const counted = async (text: string) => Number((await read(text))[0]?.n ?? 0);
  const otherColumns = [];
  for (const name of [...columns.keys()].filter((each) => !isOurs(each, shape.metadataColumn))) {
    otherColumns.push({ name, rows: await counted(`SELECT count(${quoted(name)}) AS n FROM ${events}`) });
  }
  const repeated = await read(
    `SELECT aggregate_id::text AS id, sum(n - 1) AS events FROM (
       SELECT aggregate_id, count(*) AS n FROM ${events} WHERE version IS NOT NULL AND aggregate_id IS NOT NULL
       GROUP BY aggregate_id, version HAVING count(*) > 1) AS repeated
     GROUP BY aggregate_id ORDER BY 1`,
  );
  const ids = await read(
    `SELECT event_id::text AS id FROM ${events} WHERE event_id IS NOT NULL AND event_id::text <> ''
     GROUP BY event_id HAVING count(*) > 1`,
  );
  const rows = await counted(`SELECT count(timestamp) AS n FROM ${events}`);
  const [example] = await read(`SELECT min(timestamp)::text AS example FROM ${events}`);
  const snapshots = tableName(shape.schema, 'event_snapshots');
  return {
    columns: [...columns].map(([name, { type }]) => `${name} ${type}`),
    otherColumns: otherColumns.filter((each) => each.rows > 0),
    timeForms: rows > 0 ? [{ example: example?.example ?? '', rows }] : [],
    hasUniqueVersions: shape.streamIndex === 'unique',
    repeatedVersions: repeated.map(({ id, events: n }) => ({ aggregate_id: id!, events: Number(n) })),
    repeatedIds: ids.map(({ id }) => id!),
    snapshots: shape.hasSnapshots ? await counted(`SELECT count(*) AS n FROM ${snapshots}`) : 0,
  };
}

/** A table can have both of the names that the metadata go by: then one of them is foreign. */
function isOurs(name: string, metadataColumn: string | undefined): boolean {
  return EVENT_COLUMNS.has(name) && (!name.endsWith('metadata') || name === metadataColumn);
}
