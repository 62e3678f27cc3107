import type { DebugProtocol } from '@vscode/debugprotocol';
import type { AnomalyKind } from '../server/domain/anomalies.ts';

interface Filter {
  readonly label: string;
  /** What one of them is called. */
  readonly one: string;
  readonly description: string;
  /** Is it on in a session whose user has not chosen? */
  readonly default: boolean;
}

/** What a replay can stop at because something is wrong; the filters of the protocol. */
const FILTERS: Readonly<Record<AnomalyKind, Filter>> = {
  'projection-error': {
    label: 'Projection Errors',
    one: 'Projection Error',
    description: 'The projection, or an upcaster, throws on an event. The event then changes nothing.',
    default: true,
  },
  'failed-event': {
    label: 'Failed Events',
    one: 'Failed Event',
    description: 'Events whose type says that something failed: task.failed, workflow.step_failed, PaymentFailed.',
    default: false,
  },
  'malformed-event': {
    label: 'Malformed Events',
    one: 'Malformed Event',
    description: 'Events whose payload, metadata or timestamp cannot be read.',
    default: false,
  },
  'upcast-failed': {
    label: 'Failed Upcasts',
    one: 'Failed Upcast',
    description: 'Events of a schema version from which no upcaster leads to the newest.',
    default: true,
  },
  'schema-violation': {
    label: 'Schema Violations',
    one: 'Schema Violation',
    description: 'Events whose payload does not match its JSON Schema, in the folder that "schemas" names.',
    default: false,
  },
  'version-order': {
    label: 'Version Gaps and Duplicates',
    one: 'Version Gap or Duplicate',
    description: 'Events whose version is not the one after that of the event before.',
    default: false,
  },
  'time-order': {
    label: 'Time Going Backwards',
    one: 'Time Going Backwards',
    description: 'Events that are earlier than the one before in their stream.',
    default: false,
  },
  'missing-cause': {
    label: 'Missing Causes',
    one: 'Missing Cause',
    description: 'Events whose causation_id names an event that is not in the store.',
    default: false,
  },
};

const CONDITION = "An expression, as for breakpoints: event_data.get('reward', 0) < 0";

export function isAnomalyKind(text: string): text is AnomalyKind {
  return Object.hasOwn(FILTERS, text);
}

export function nameOfKind(kind: AnomalyKind): string {
  return FILTERS[kind].one;
}

export const exceptionBreakpointFilters: DebugProtocol.ExceptionBreakpointsFilter[] = Object.entries(FILTERS).map(
  ([filter, { one: _, ...rest }]) => ({
    filter,
    ...rest,
    supportsCondition: true,
    conditionDescription: CONDITION,
  }),
);
