import { type Event, payloadTexts } from '../../domain/event.ts';
import { newUuid } from '../../domain/new-uuid.ts';
import { normaliseTimestamp } from '../../domain/timestamp.ts';
import { equals } from './columns.ts';
import { toStoredJson } from './not-json.ts';
import { fill, type Sql, sql, TRUE } from './sql.ts';
import type { TableShape } from './table-shape.ts';

/**
 * One statement that inserts events. With an expected version it inserts nothing when the stream of the first is not
 * there, and gives back a row for each event that it inserts.
 */
export function insertEvents(shape: TableShape, events: readonly Event[], expectedVersion?: number): Sql {
  const { names, arrays, values } = rowsOf(shape, events);
  const isFree = expectedVersion === undefined;
  const expected = isFree
    ? TRUE
    : fill(
        `(SELECT coalesce(max(version), 0) FROM ${shape.events} WHERE {?}) = {?}`,
        equals(shape, 'aggregate_id', events[0]!.aggregate_id),
        sql('$?::bigint', expectedVersion),
      );
  return fill(
    `INSERT INTO ${shape.events} (${names.join(', ')})
     SELECT ${values.join(', ')} FROM unnest(${arrays.map(() => '{?}').join(', ')}) AS e(${names.join(', ')})
     WHERE {?}${isFree ? '' : ' RETURNING 1 AS one'}`,
    ...arrays,
    expected,
  );
}

/** An event, and the version at which its writer expects the stream. */
export interface Append {
  readonly event: Event;
  readonly expectedVersion: number | undefined;
}

/**
 * One statement that inserts those of these events that nothing is in the way of, in this order. It gives back a row
 * for each of them.
 */
export function insertFree(shape: TableShape, appends: readonly Append[]): Sql {
  const { names, arrays, values } = rowsOf(
    shape,
    appends.map(({ event }) => event),
  );
  const expected = sql(
    '$?::bigint[]',
    appends.map(({ expectedVersion }) => expectedVersion ?? null),
  );
  return fill(
    `INSERT INTO ${shape.events} (${names.join(', ')})
     SELECT ${values.join(', ')}
     FROM unnest(${arrays.map(() => '{?}').join(', ')}, {?}) WITH ORDINALITY AS e(${names.join(', ')}, expected, n)
     WHERE e.expected IS NULL OR e.expected = (
       SELECT coalesce(max(version), 0) FROM ${shape.events} AS s
       WHERE s.aggregate_id = CAST(e.aggregate_id AS ${castType(shape, 'aggregate_id')}))
     ORDER BY e.n ON CONFLICT DO NOTHING RETURNING event_id`,
    ...arrays,
    expected,
  );
}

/** Events as one array a column, and how a row is made of them. */
function rowsOf(
  shape: TableShape,
  events: readonly Event[],
): { readonly names: string[]; readonly arrays: Sql[]; readonly values: string[] } {
  const columns = [...columnsOf(shape, events)].filter(([name]) => shape.columns.has(name));
  const names = columns.map(([name]) => name);
  return {
    names,
    arrays: columns.map(([, values]) => sql('$?::text[]', values)),
    values: names.map((name) => `CAST(e.${name} AS ${castType(shape, name)})`),
  };
}

function* columnsOf({ columns, metadataColumn }: TableShape, events: readonly Event[]): Generator<[string, unknown[]]> {
  const payloads = events.map(payloadTexts);
  // A number as id is the server's own to make.
  const isText = !/^int/.test(columns.get('id')?.type ?? 'int');
  if (isText) yield ['id', events.map(() => newUuid())];
  yield ['event_id', events.map((event) => event.event_id)];
  yield ['aggregate_id', events.map((event) => event.aggregate_id)];
  yield ['aggregate_type', events.map((event) => event.aggregate_type)];
  yield ['event_type', events.map((event) => event.event_type)];
  yield ['event_data', payloads.map(({ event_data_text }) => toStoredJson(event_data_text))];
  yield ['timestamp', events.map((event) => normaliseTimestamp(event.timestamp))];
  yield ['version', events.map((event) => String(event.version))];
  yield ['correlation_id', events.map((event) => event.correlation_id)];
  yield ['causation_id', events.map((event) => event.causation_id)];
  yield ['user_id', events.map((event) => event.user_id)];
  yield ['service_name', events.map((event) => event.service_name)];
  if (metadataColumn) yield [metadataColumn, payloads.map(({ metadata_text }) => toStoredJson(metadata_text))];
}

/** Without a length: a cast would cut what is too long, where an insert refuses it. */
function castType(shape: TableShape, name: string): string {
  const { type } = shape.columns.get(name)!;
  return type === 'varchar' || type === 'bpchar' ? 'text' : type;
}
