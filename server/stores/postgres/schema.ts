import type { PostgresDatabase } from './database.ts';
import { codeOf } from './postgres-errors.ts';
import { quoted, sql } from './sql.ts';
import { tableName } from './table-name.ts';

/**
 * The reference's tables and indexes, and two indexes of ours. Ids are ordered byte by byte, as everywhere in this
 * project; a database that orders by a language is told so.
 */
function tables(schema: string, collate: string): string {
  const events = tableName(schema, 'events');
  return `
CREATE TABLE ${events} (
  id VARCHAR(36)${collate} PRIMARY KEY,
  event_id VARCHAR(36) UNIQUE NOT NULL,
  aggregate_id VARCHAR(36)${collate} NOT NULL,
  aggregate_type VARCHAR(50)${collate} NOT NULL,
  event_type VARCHAR(50) NOT NULL,
  event_data JSON NOT NULL,
  timestamp TIMESTAMP WITH TIME ZONE NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  correlation_id VARCHAR(36),
  causation_id VARCHAR(36),
  user_id VARCHAR(36),
  service_name VARCHAR(50),
  event_metadata JSON DEFAULT '{}'
);
CREATE INDEX idx_events_aggregate_id ON ${events}(aggregate_id);
CREATE INDEX idx_events_aggregate_type ON ${events}(aggregate_type);
CREATE INDEX idx_events_event_type ON ${events}(event_type);
CREATE INDEX idx_events_timestamp ON ${events}(timestamp);
CREATE INDEX idx_events_correlation_id ON ${events}(correlation_id);

CREATE TABLE ${tableName(schema, 'event_snapshots')} (
  id VARCHAR(36)${collate} PRIMARY KEY,
  aggregate_id VARCHAR(36) NOT NULL,
  aggregate_type VARCHAR(50) NOT NULL,
  snapshot_data JSON NOT NULL,
  version INTEGER NOT NULL,
  last_event_id VARCHAR(36) NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL,
  expires_at TIMESTAMP WITH TIME ZONE
);

-- What makes optimistic concurrency true.
CREATE UNIQUE INDEX ux_events_aggregate_id_version ON ${events}(aggregate_id, version);
CREATE INDEX idx_events_causation_id ON ${events}(causation_id);
`;
}

export const TRIGGER = 'event_replay_notify';

/** The channel on which the ids of appended rows are told: `oid` is the table's. */
export function channelOf(oid: string): string {
  return `event_replay_${oid}`;
}

/** Tells the ids of appended rows, in the order of their appending, thirty at a time: a message holds 8,000 bytes, whatever the ids are. */
function notifications(schema: string): string {
  const name = `${quoted(schema)}.${TRIGGER}`;
  return `
CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('event_replay_' || TG_RELID, ids)
  FROM (
    SELECT part, json_agg(id ORDER BY n)::text AS ids
    FROM (SELECT id, n, n / 30 AS part FROM (SELECT id, row_number() OVER () AS n FROM appended) AS rows) AS parts
    GROUP BY part ORDER BY part
  ) AS messages;
  RETURN NULL;
END $$;
CREATE TRIGGER ${TRIGGER} AFTER INSERT ON ${tableName(schema, 'events')}
  REFERENCING NEW TABLE AS appended FOR EACH STATEMENT EXECUTE FUNCTION ${name}();
`;
}

/** Makes the tables, unless another process makes them at the same time; and the trigger, where the server knows such. */
export async function createSchema(database: PostgresDatabase, schema: string): Promise<void> {
  const order = await database.readOne<{ linguistic: string }>(sql("SELECT 'a' < 'B' AS linguistic"));
  const collate = order?.linguistic === 't' ? ' COLLATE "C"' : '';
  const known = await database.readOne(sql('SELECT 1 AS one FROM pg_namespace WHERE nspname = $?', schema));
  // Who may make tables in a schema need not be allowed to make schemas.
  if (!known) await database.write(sql(`CREATE SCHEMA ${quoted(schema)}`)).catch(unlessThereAlready);
  const make = database.transaction('BEGIN', async (ask) => {
    await ask(sql(tables(schema, collate)));
    await ask(sql('SAVEPOINT tables'));
    // Without it the table is looked at every so often.
    await ask(sql(notifications(schema))).catch(() => ask(sql('ROLLBACK TO SAVEPOINT tables')));
  });
  await make.catch(unlessThereAlready);
}

/** Another process was faster: it has made, or just makes, a table, its type, or the schema. */
function unlessThereAlready(error: unknown): void {
  const code = error instanceof Error ? codeOf(error.cause) : undefined;
  if (!['42P07', '42P06', '42710', '23505'].includes(code ?? '')) throw error;
}
