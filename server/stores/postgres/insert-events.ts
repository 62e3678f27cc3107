import { type Event, payloadTexts } from '../../domain/event.ts';
import { newUuid } from '../../domain/new-uuid.ts';
import { normaliseTimestamp } from '../../domain/timestamp.ts';
import { equals } from './columns.ts';
import { copyLine } from './copy-in.ts';
import { toStoredJson } from './not-json.ts';
import { fill, type Sql, sql, TRUE } from './sql.ts';
import type { TableShape } from './table-shape.ts';

/** So many rows are sent at once. */
const CHUNK = 500;

/**
 * One statement that inserts events. With an expected version it inserts nothing when the stream of the first is not
 * there, and gives back a row for each event that it inserts.
 */
export function insertEvents(shape: TableShape, events: readonly Event[], expectedVersion?: number): Sql {
  const rows = events.length === 1 ? rowOf(shape, events[0]!) : rowsOf(shape, events);
  const isFree = expectedVersion === undefined;
  const expected = isFree
    ? TRUE
    : fill(
        // Planned in half the time that max(version) takes.
        `coalesce((SELECT version FROM ${shape.events} WHERE {?} ORDER BY version DESC LIMIT 1), 0) = {?}`,
        equals(shape, 'aggregate_id', events[0]!.aggregate_id),
        sql('$?::bigint', expectedVersion),
      );
  return {
    text: `INSERT INTO ${shape.events} ${rows.text} WHERE ${expected.text}${isFree ? '' : ' RETURNING 1 AS one'}`,
    values: [...rows.values, ...expected.values],
  };
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
  const expected = sql(
    '$?::bigint[]',
    appends.map(({ expectedVersion }) => expectedVersion ?? null),
  );
  const events = appends.map(({ event }) => event);
  return fill(
    `INSERT INTO ${shape.events} {?}
     WHERE e.expected IS NULL OR e.expected = (
       SELECT coalesce(max(version), 0) FROM ${shape.events} AS s
       WHERE s.aggregate_id = CAST(e.aggregate_id AS ${castType(shape, 'aggregate_id')}))
     ORDER BY e.n ON CONFLICT DO NOTHING RETURNING event_id`,
    rowsOf(shape, events, { name: 'expected', values: expected }),
  );
}

/** The command and the rows by which events are copied into the table, in chunks. */
export function copyEvents(shape: TableShape, events: readonly Event[]): { command: string; chunks: Iterable<string> } {
  const { columns, names } = insertsOf(shape);
  const chunks = (function* () {
    for (let from = 0; from < events.length; from += CHUNK) {
      const rows = events.slice(from, from + CHUNK);
      yield rows.map((event) => copyLine(columns.map(([, value]) => value(event)))).join('');
    }
  })();
  return { command: `COPY ${shape.events} (${names.join(', ')}) FROM STDIN`, chunks };
}

/** Without arrays, which the server takes longer to plan than to insert a row. */
function rowOf(shape: TableShape, event: Event): Sql {
  const { columns, oneRow } = insertsOf(shape);
  return { text: oneRow, values: columns.map(([, value]) => value(event)) };
}

/** From one array a column, and another beside them; `n` is the number of a row. */
function rowsOf(shape: TableShape, events: readonly Event[], beside?: { name: string; values: Sql }): Sql {
  const { columns, names } = insertsOf(shape);
  const arrays = columns.map(([, value]) => sql('$?::text[]', events.map(value)));
  if (beside) arrays.push(beside.values);
  const values = names.map((name) => `CAST(e.${name} AS ${castType(shape, name)})`);
  const given = beside ? [...names, beside.name] : names;
  return fill(
    `(${names.join(', ')}) SELECT ${values.join(', ')} FROM unnest(${arrays.map(() => '{?}').join(', ')})
     WITH ORDINALITY AS e(${given.join(', ')}, n)`,
    ...arrays,
  );
}

/** How events come into a table; one event goes in faster than its statement is put together. */
interface Inserts {
  readonly columns: readonly (readonly [name: string, value: ValueOf])[];
  readonly names: readonly string[];
  /** The columns, and what selects the values of one event for them. */
  readonly oneRow: string;
}

const known = new WeakMap<TableShape, Inserts>();

function insertsOf(shape: TableShape): Inserts {
  const inserts = known.get(shape);
  if (inserts) return inserts;
  const columns = [...columnsOf(shape)];
  const names = columns.map(([name]) => name);
  const values = names.map((name) => `CAST($? AS ${castType(shape, name)})`);
  const made = { columns, names, oneRow: `(${names.join(', ')}) SELECT ${values.join(', ')}` };
  known.set(shape, made);
  return made;
}

type ValueOf = (event: Event) => string | null;

const OPTIONAL = ['correlation_id', 'causation_id', 'user_id', 'service_name'] as const;

/** The columns that an event fills, and its text for each. */
function* columnsOf({ columns, metadataColumn }: TableShape): Generator<[name: string, value: ValueOf]> {
  // A number as id is the server's own to make.
  const isText = !/^int/.test(columns.get('id')?.type ?? 'int');
  if (isText) yield ['id', () => newUuid()];
  yield ['event_id', (event) => event.event_id];
  yield ['aggregate_id', (event) => event.aggregate_id];
  yield ['aggregate_type', (event) => event.aggregate_type];
  yield ['event_type', (event) => event.event_type];
  yield ['event_data', (event) => toStoredJson(payloadTexts(event).event_data_text)];
  yield ['timestamp', (event) => normaliseTimestamp(event.timestamp)];
  yield ['version', (event) => String(event.version)];
  for (const name of OPTIONAL) if (columns.has(name)) yield [name, (event) => event[name]];
  if (metadataColumn) yield [metadataColumn, (event) => toStoredJson(payloadTexts(event).metadata_text)];
}

/** Without a length: a cast would cut what is too long, where an insert refuses it. */
function castType(shape: TableShape, name: string): string {
  const { type } = shape.columns.get(name)!;
  return type === 'varchar' || type === 'bpchar' ? 'text' : type;
}
