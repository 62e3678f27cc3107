import type pg from 'pg';
import type { Event } from '../../../server/domain/event.ts';
import { newUuid } from '../../../server/domain/new-uuid.ts';
import { openStore } from '../../../server/stores/open-store.ts';
import { copyIn } from '../../../server/stores/postgres/copy-in.ts';
import { heading } from '../measure.ts';
import type { BenchServer } from './bench-server.ts';
import { type Bare, compareAppends } from './compare-appends.ts';

const SCHEMA = 'bench_writes';
const COLUMNS =
  'id, event_id, aggregate_id, aggregate_type, event_type, event_data, timestamp, version, correlation_id, event_metadata';

/** Appending to PostgreSQL, against prepared statements and COPY on the same table. */
export async function benchPostgresWrites(server: BenchServer): Promise<void> {
  heading('Appending to PostgreSQL, against prepared statements and COPY on the same table');
  const store = await openStore(server.uri(SCHEMA), { readOnly: false });
  const client = await server.connect();
  await compareAppends(store, barePostgres(client));
  await client.end();
  await store.close();
}

function barePostgres(client: pg.Client): Bare {
  const marks = COLUMNS.split(', ').map((_, index) => `$${index + 1}`);
  const text = `INSERT INTO ${SCHEMA}.events (${COLUMNS}) VALUES (${marks.join(', ')})`;
  const name = 'insert';
  return {
    insert: async (event) => {
      await client.query({ name, text, values: valuesOf(event) });
    },
    insertAll: (events) => {
      const lines = events.map((event) => `${valuesOf(event).map(copyText).join('\t')}\n`);
      return copyIn(client, `COPY ${SCHEMA}.events (${COLUMNS}) FROM STDIN`, [lines.join('')]);
    },
  };
}

function valuesOf(event: Event): (string | number | null)[] {
  return [
    newUuid(),
    event.event_id,
    event.aggregate_id,
    event.aggregate_type,
    event.event_type,
    JSON.stringify(event.event_data),
    event.timestamp,
    event.version,
    event.correlation_id,
    JSON.stringify(event.metadata),
  ];
}

function copyText(value: string | number | null): string {
  return value === null ? '\\N' : String(value).replaceAll('\\', '\\\\');
}
