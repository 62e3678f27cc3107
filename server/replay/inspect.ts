import { type Anomaly, type AnomalyKind, anomaliesOf, missingCause } from '../domain/anomalies.ts';
import type { Event, RecordedEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import type { FoldSource } from './fold-source.ts';
import type { Tracks } from './tracks.ts';

/** The fields of an event that are looked at for each kind. */
const FIELDS: Readonly<Record<AnomalyKind, readonly (keyof Event)[]>> = {
  'failed-event': ['event_type', 'aggregate_type', 'event_data'],
  'malformed-event': ['event_data', 'metadata', 'timestamp'],
  'version-order': ['version'],
  'time-order': ['timestamp'],
  'missing-cause': ['event_id', 'causation_id'],
  'upcast-failed': ['event_type', 'aggregate_type', 'event_data', 'metadata'],
  'projection-error': [],
  'schema-violation': ['event_type', 'aggregate_type', 'event_data', 'metadata', 'timestamp'],
};

export function fieldsOfAnomaly(kind: AnomalyKind): readonly (keyof Event)[] {
  return [...FIELDS[kind], 'aggregate_id'];
}

/**
 * What is wrong with the next events of a log, of these kinds. `tracks` tell how far each stream was folded before
 * them, which is where an event's predecessor is found that is not among them.
 */
export async function inspect(
  events: readonly RecordedEvent[],
  kinds: ReadonlySet<AnomalyKind>,
  { log: { store }, findViolation }: Pick<FoldSource, 'log' | 'findViolation'>,
  tracks: Tracks,
): Promise<Map<RecordedEvent, readonly Anomaly[]>> {
  const found = new Map<RecordedEvent, readonly Anomaly[]>();
  const previous = new Map<string, RecordedEvent | undefined>();
  const isMissing = kinds.has('missing-cause') ? await missingCauses(events, store) : () => false;
  for (const event of events) {
    const { aggregate_id } = event;
    if (!previous.has(aggregate_id)) {
      const position = tracks.get(aggregate_id)?.position ?? 0;
      previous.set(aggregate_id, position > 0 ? await store.getEventAt(aggregate_id, position) : undefined);
    }
    const anomalies = anomaliesOf(event, previous.get(aggregate_id), kinds);
    if (isMissing(event)) anomalies.push(missingCause(event));
    const violation = kinds.has('schema-violation') ? findViolation?.(event) : undefined;
    if (violation) anomalies.push(violation);
    if (anomalies.length > 0) found.set(event, anomalies);
    previous.set(aggregate_id, event);
  }
  return found;
}

/** Looks each cause up once that is not among the events themselves. */
async function missingCauses(
  events: readonly RecordedEvent[],
  store: EventStore,
): Promise<(event: RecordedEvent) => boolean> {
  const known = new Set<string>();
  const missing = new Set<string>();
  for (const { causation_id, event_id } of events) {
    if (causation_id && !known.has(causation_id) && !missing.has(causation_id)) {
      ((await store.getEvent(causation_id)) ? known : missing).add(causation_id);
    }
    known.add(event_id);
  }
  return ({ causation_id }) => causation_id !== null && missing.has(causation_id);
}
