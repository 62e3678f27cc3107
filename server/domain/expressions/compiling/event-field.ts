import type { Event } from '../../event.ts';
import { type EventField, isEventField } from '../../event-fields.ts';
import type { Expression } from '../ast.ts';
import type { DateTime } from '../datetime/moments.ts';
import { readNormalForm } from '../datetime/read-iso.ts';
import type { Evaluate, Scope } from './scope.ts';

/** Which field of the event a node names: `version`, `event.version`, `event['version']`; undefined for the rest. */
export function eventFieldOf(node: Expression, scope: Pick<Scope, 'variables'>): EventField | undefined {
  if (node.kind === 'name') return isEventField(node.name) && !isVariable(node.name, scope) ? node.name : undefined;
  if (node.kind !== 'attribute' && node.kind !== 'index') return undefined;
  if (node.object.kind !== 'name' || node.object.name !== 'event' || isVariable('event', scope)) return undefined;
  const name = node.kind === 'attribute' ? node.name : node.index.kind === 'literal' ? node.index.value : undefined;
  return typeof name === 'string' && isEventField(name) ? name : undefined;
}

function isVariable(name: string, scope: Pick<Scope, 'variables'>): boolean {
  return scope.variables.has(name);
}

/** One closure for each field, so that reading one is a plain property access; the payload is parsed only when asked. */
const READERS: Readonly<Record<EventField, Evaluate>> = {
  event_id: ({ context }) => context.event.event_id,
  aggregate_id: ({ context }) => context.event.aggregate_id,
  aggregate_type: ({ context }) => context.event.aggregate_type,
  event_type: ({ context }) => context.event.event_type,
  event_data: ({ context }) => context.event.event_data,
  timestamp: ({ context }) => timeOf(context.event),
  version: ({ context }) => context.event.version,
  correlation_id: ({ context }) => context.event.correlation_id,
  causation_id: ({ context }) => context.event.causation_id,
  user_id: ({ context }) => context.event.user_id,
  service_name: ({ context }) => context.event.service_name,
  metadata: ({ context }) => context.event.metadata,
};

/** Enters the field among those that the expression needs; a type is held against both of its spellings. */
export function readField(field: EventField, { findings }: Scope): Evaluate {
  findings.fields.add(field);
  if (field === 'event_type') findings.fields.add('aggregate_type');
  return READERS[field];
}

/** A naive datetime in UTC, as the writer had it. A time that the store could not read stays the text that it found. */
export function timeOf({ timestamp }: Event): DateTime | string {
  return readNormalForm(timestamp) ?? timestamp;
}
