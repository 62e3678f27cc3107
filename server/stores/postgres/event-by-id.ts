import type { RecordedEvent } from '../../domain/event.ts';
import { equals, eventColumns } from './columns.ts';
import type { PostgresDatabase } from './database.ts';
import { type FoundRow, toRecordedEvent } from './row-to-event.ts';
import { fill } from './sql.ts';
import type { TableShape } from './table-shape.ts';

export async function eventById(
  database: PostgresDatabase,
  shape: TableShape,
  eventId: string,
): Promise<RecordedEvent | undefined> {
  const isWanted = equals(shape, 'event_id', eventId);
  const query = fill(`SELECT ${eventColumns(shape)} FROM ${shape.events} WHERE {?} LIMIT 1`, isWanted);
  return (await database.readTexts<FoundRow>(query)).map(toRecordedEvent)[0];
}
