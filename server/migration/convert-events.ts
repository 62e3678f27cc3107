import { createHash } from 'node:crypto';
import { DomainError, messageOf } from '../domain/errors.ts';
import { RecordedEvent, validateEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import { bareType, qualifiedType } from '../domain/event-types.ts';
import { toJsonText } from '../domain/json-text.ts';
import { renumbered, withMetadata } from '../domain/with-metadata.ts';
import { toEventLine } from '../transfer/event-line.ts';
import type { ImportItem } from '../transfer/import-events.ts';
import type { Conversion } from './conversion.ts';
import { type MigrationReport, note } from './migration-report.ts';
import { type Numbered, orderedEvents } from './ordered-events.ts';

/** An event on its way, or why it stays behind. */
export interface ConvertedItem extends ImportItem {
  /** The text of the payload that the copy must hold. */
  readonly payload: string;
}

/** What the copy is to hold: each event of the source as it is to be there, or why it cannot be. Counts in the report. */
export async function* convertEvents(
  source: EventStore,
  conversion: Conversion,
  report: MigrationReport,
): AsyncGenerator<ConvertedItem> {
  const { repeatedVersions = [], repeatedIds = [] } = report.inspection ?? {};
  const streams = conversion.renumber ? repeatedVersions.map(({ aggregate_id }) => aggregate_id) : [];
  const isTaken = takenOnce(new Set(repeatedIds));
  let line = 0;
  for await (const page of orderedEvents(source, new Set(streams))) {
    const items = page.map((numbered) => ({
      line: ++line,
      text: toEventLine(numbered.event),
      payload: numbered.event.row.event_data_text,
      event: prepare(numbered, conversion, report, isTaken),
    }));
    const sound = items.map(({ event }) => event).filter((event) => event instanceof RecordedEvent);
    const lifted = (await conversion.lift?.(sound)) ?? sound;
    let next = 0;
    for (const item of items) {
      report.events++;
      yield item.event instanceof RecordedEvent ? finish(item, lifted[next++]!, conversion, report) : item;
    }
  }
}

/** Was this id here before? Asked once for each event; of the ids that are known to be repeated the answer is kept. */
function takenOnce(repeated: ReadonlySet<string>): (id: string) => boolean {
  const seen = new Set<string>();
  return (id) => {
    if (!repeated.has(id)) return false;
    const before = seen.has(id);
    seen.add(id);
    return before;
  };
}

/** With its id, its version and its type as they are to be. */
function prepare(
  { event: found, version }: Numbered,
  { makeIds, types }: Conversion,
  report: MigrationReport,
  isTaken: (id: string) => boolean,
): RecordedEvent | DomainError {
  report.spellings[found.event_type === bareType(found) ? 'bare' : 'qualified']++;
  const event = makeIds && lacksId(found) ? withMadeId(found) : found;
  const problem = problemOf(event) ?? (isTaken(event.event_id) ? 'another event has its event_id' : undefined);
  if (problem !== undefined) return new DomainError('invalid-event', `${placeOf(found)}: ${problem}`);
  if (event !== found) report.madeIds++;
  if (version !== found.version) report.renumbered++;
  return respelled(renumbered(event, version), types);
}

function problemOf(event: RecordedEvent): string | undefined {
  if (event.malformed !== undefined) return event.malformed;
  try {
    validateEvent(event);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

const NO_ID = 'event_id is NULL';

function lacksId({ event_id, row }: RecordedEvent): boolean {
  return event_id === '' && (row.problem === undefined || row.problem === NO_ID);
}

/** A UUID that follows from the event and its row. */
function withMadeId(event: RecordedEvent): RecordedEvent {
  const { problem: _, ...row } = event.row;
  const hash = createHash('sha256')
    .update(`${row.key.tie} ${toEventLine(event)}`)
    .digest('hex');
  const id = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ];
  return new RecordedEvent({ ...row, event_id: id.join('-') });
}

function respelled(event: RecordedEvent, types: Conversion['types']): RecordedEvent {
  if (types === undefined) return event;
  const event_type = types === 'bare' ? bareType(event) : qualifiedType(event);
  return event_type === event.event_type ? event : new RecordedEvent({ ...event.row, event_type });
}

/** With the payload that upcasters made of it, if they did, and held against its schema. */
function finish(
  item: ConvertedItem,
  event: RecordedEvent,
  { registry }: Conversion,
  report: MigrationReport,
): ConvertedItem {
  const converted = asRecorded(event, report);
  const violation = registry?.violationOf(converted);
  if (violation) note(report.violations, `${placeOf(event)}: ${violation.message}`);
  return { ...item, event: converted, payload: event.lift ? converted.row.event_data_text : item.payload };
}

/** As if it had been recorded as upcasters made it. */
function asRecorded(event: RecordedEvent, report: MigrationReport): RecordedEvent {
  const { lift } = event;
  if (lift === undefined) return event;
  if (lift.problem !== undefined) {
    note(report.notLifted, `${placeOf(event)}: ${lift.problem}`);
    return event;
  }
  report.lifted++;
  const row = withMetadata(event, 'schema_version', lift.to);
  return new RecordedEvent({ ...row, event_data_text: toJsonText(event.event_data) });
}

/** Which event a sentence is about. */
export function placeOf({ aggregate_id, version, event_id }: RecordedEvent): string {
  return `${aggregate_id || '(no aggregate)'} version ${version} (${event_id || 'no id'})`;
}
