import type { RecordedEvent } from './event.ts';
import { qualifiedType } from './event-types.ts';
import { isNormalTimestamp } from './timestamp.ts';

/** What can be wrong with an event, in itself or at its place in the stream. */
export const ANOMALY_KINDS = [
  'failed-event',
  'malformed-event',
  'version-order',
  'time-order',
  'missing-cause',
  'upcast-failed',
  'schema-violation',
  'projection-error',
] as const;
export type AnomalyKind = (typeof ANOMALY_KINDS)[number];

/** What was expected of an event, and what was found. */
export interface Anomaly {
  readonly kind: AnomalyKind;
  /** One sentence. */
  readonly message: string;
  readonly expected?: string | undefined;
  readonly found?: string | undefined;
}

/** Holds an event's payload against its schema, if it has one. */
export type FindViolation = (event: RecordedEvent) => Anomaly | undefined;

/**
 * What is wrong with an event, of these kinds, that can be seen from it and from its predecessor in the stream, if it
 * has one. Whether its cause exists only the store knows, whether it can be folded only its projection, and what it should look like only
 * its schema.
 */
export function anomaliesOf(
  event: RecordedEvent,
  previous: RecordedEvent | undefined,
  kinds: ReadonlySet<AnomalyKind>,
): Anomaly[] {
  const found: Anomaly[] = [];
  for (const [kind, find] of FINDERS) {
    const anomaly = kinds.has(kind) && find(event, previous);
    if (anomaly) found.push(anomaly);
  }
  return found;
}

const FINDERS: readonly [AnomalyKind, (event: RecordedEvent, previous?: RecordedEvent) => Anomaly | undefined][] = [
  ['failed-event', failed],
  ['malformed-event', malformed],
  ['upcast-failed', upcast],
  ['version-order', versionOrder],
  ['time-order', timeOrder],
];

/** The event's cause is not in the store. */
export function missingCause({ causation_id }: RecordedEvent): Anomaly {
  return {
    kind: 'missing-cause',
    message: `The event names a cause that is not in the store: ${causation_id}`,
    expected: `an event ${causation_id}`,
    found: 'none',
  };
}

/** Does the type say that something failed? `task.failed`, `workflow.step_failed`, `PaymentFailed`, `sync_error`. */
export function isFailure({ event_type }: Pick<RecordedEvent, 'event_type'>): boolean {
  return /(failed|failure|error|errored)$/i.test(event_type);
}

function failed(event: RecordedEvent): Anomaly | undefined {
  if (!isFailure(event)) return undefined;
  const { error, error_message, reason } = event.event_data;
  const why = [error, error_message, reason].find((text) => typeof text === 'string');
  const type = qualifiedType(event);
  return { kind: 'failed-event', message: `${type} says that something failed${why ? `: ${why}` : ''}` };
}

function malformed({ malformed: problem }: RecordedEvent): Anomaly | undefined {
  return problem === undefined
    ? undefined
    : { kind: 'malformed-event', message: `The event cannot be read: ${problem}` };
}

function upcast({ lift }: RecordedEvent): Anomaly | undefined {
  return lift?.problem === undefined ? undefined : { kind: 'upcast-failed', message: lift.problem, found: lift.stack };
}

function versionOrder({ version }: RecordedEvent, previous?: RecordedEvent): Anomaly | undefined {
  const expected = (previous?.version ?? 0) + 1;
  if (version === expected) return undefined;
  const values = { expected: `version ${expected}`, found: `version ${version}` } as const;
  if (previous && version <= previous.version) {
    return { kind: 'version-order', message: `The stream has version ${version} more than once`, ...values };
  }
  const gap = version - expected;
  const missing = gap === 1 ? `version ${expected} is` : `versions ${expected} to ${version - 1} are`;
  return { kind: 'version-order', message: `The stream has a gap: ${missing} missing`, ...values };
}

function timeOrder({ timestamp }: RecordedEvent, previous?: RecordedEvent): Anomaly | undefined {
  if (!previous || !isNormalTimestamp(timestamp) || !isNormalTimestamp(previous.timestamp)) return undefined;
  if (timestamp >= previous.timestamp) return undefined;
  return {
    kind: 'time-order',
    message: `Time goes backwards: ${timestamp} comes after ${previous.timestamp}`,
    expected: `${previous.timestamp} or later`,
    found: timestamp,
  };
}
