import type { AnomalyKind } from '../domain/anomalies.ts';
import { DomainError } from '../domain/errors.ts';
import type { Event, RecordedEvent } from '../domain/event.ts';
import { matchesType } from '../domain/event-types.ts';
import type { CompiledExpression, CompiledTemplate, ExpressionContext } from '../domain/expressions/expression.ts';
import { compileExpression, compileTemplate } from '../domain/expressions/index.ts';
import type { EventFilter } from '../domain/filter.ts';
import { parseStatePath } from '../domain/state-path.ts';
import type { HitContext } from './event-view.ts';
import type { Needs } from './fold-source.ts';
import { parseHitCondition } from './hit-condition.ts';
import { fieldsOfAnomaly } from './inspect.ts';

/** Where to stop. All that is given must hold; with nothing given, every event is a match. */
export interface BreakpointSpec {
  readonly event_id?: string | undefined;
  /** Only in this stream. */
  readonly aggregate_id?: string | undefined;
  /** The n-th event of its stream. */
  readonly position?: number | undefined;
  /** A type or a glob, bare or qualified: `agent.updated`, `completed`, `task.*`. */
  readonly event_type?: string | undefined;
  /** A part of the state by its path, `items[0].qty`: an event that changes it, or anything below it. */
  readonly changes?: string | undefined;
  /** An event with which this is wrong. */
  readonly exception?: AnomalyKind | undefined;
  readonly condition?: string | undefined;
  /** `5`, `> 5`, `% 10`: which of the matches, counted from the stream's start. */
  readonly hit_condition?: string | undefined;
  /** Print this instead of stopping. */
  readonly log_message?: string | undefined;
  readonly enabled?: boolean | undefined;
}

/**
 * How a condition fared in the last run: what fails on one event only counts as false, but is not kept quiet. Events that
 * a store passed over on a condition's behalf were not evaluated here, and do not count.
 */
export interface ConditionRecord {
  evaluated: number;
  failed: number;
  lastFailure: string | undefined;
}

/** A breakpoint that was checked and compiled once. */
export interface Breakpoint {
  readonly id: string;
  readonly spec: BreakpointSpec;
  enabled: boolean;
  readonly log: CompiledTemplate | undefined;
  /** The fields of an event that decide; undefined when it needs the whole event, because it prints. */
  readonly fields: ReadonlySet<keyof Event> | undefined;
  /** What a store can look for in its place; undefined where an event alone does not decide. */
  readonly filter: EventFilter | undefined;
  /** Whether it stops at, or logs, its match of this number. Undefined when every match counts. */
  readonly isWantedHit: ((count: number) => boolean) | undefined;
  record: ConditionRecord;
  /** Is this event a match? Never throws; what fails is entered in the record, if one is given. */
  matches(context: HitContext, record?: ConditionRecord): boolean;
}

/** Throws `bad-expression` and `bad-breakpoint`: what is wrong with a breakpoint as such is said when it is set. */
export function compileBreakpoint(id: string, spec: BreakpointSpec): Breakpoint {
  if (spec.position !== undefined && !(Number.isInteger(spec.position) && spec.position >= 1)) {
    throw new DomainError('bad-breakpoint', 'A position is a whole number from 1');
  }
  if (spec.changes !== undefined && !parseStatePath(spec.changes)) {
    throw new DomainError(
      'bad-breakpoint',
      `'${spec.changes}' is no part of a state: write a path such as items[0].qty`,
    );
  }
  const isPlace = toPlaceTest(spec);
  const condition = present(spec.condition) ? compileExpression(spec.condition) : undefined;
  return {
    id,
    spec,
    enabled: spec.enabled ?? true,
    log: present(spec.log_message) ? compileTemplate(spec.log_message) : undefined,
    fields: present(spec.log_message) ? undefined : fieldsOf(spec, condition),
    filter: toFilter(spec, condition),
    isWantedHit: present(spec.hit_condition) ? parseHitCondition(spec.hit_condition) : undefined,
    record: emptyRecord(),
    matches: condition ? (context, record) => isPlace(context) && holds(condition, context, record) : isPlace,
  };
}

/** Log messages and counts need every event on the way. */
function toFilter(spec: BreakpointSpec, condition?: CompiledExpression): EventFilter | undefined {
  const { aggregate_id, event_id, changes, exception, hit_condition, log_message } = spec;
  if (event_id !== undefined || changes !== undefined || exception !== undefined) return undefined;
  if (present(hit_condition) || present(log_message) || condition?.needsState) return undefined;
  return {
    aggregate_id,
    event_type: typeOf(spec),
    where: condition && spec.condition,
  };
}

/** The pattern of types that it is about; undefined for any, so that nobody reads the types for it. */
function typeOf({ event_type }: BreakpointSpec): string | undefined {
  return present(event_type) && event_type.trim() !== '*' ? event_type : undefined;
}

function fieldsOf(spec: BreakpointSpec, condition?: CompiledExpression): Set<keyof Event> {
  const { event_id, exception } = spec;
  const fields = new Set<keyof Event>(condition?.fields);
  for (const field of exception ? fieldsOfAnomaly(exception) : []) fields.add(field);
  if (event_id !== undefined) fields.add('event_id');
  if (typeOf(spec) !== undefined) fields.add('event_type').add('aggregate_type');
  return fields;
}

/** What a set of breakpoints asks of the events that they are held against. */
export function needsOf(breakpoints: readonly Breakpoint[]): Needs {
  const fields = new Set<keyof Event>();
  const anomalies = new Set<AnomalyKind>();
  for (const { fields: some, spec } of breakpoints) {
    for (const field of some ?? []) fields.add(field);
    if (spec.exception && spec.exception !== 'projection-error') anomalies.add(spec.exception);
  }
  return { fields: breakpoints.every((each) => each.fields) ? fields : undefined, anomalies };
}

export function emptyRecord(): ConditionRecord {
  return { evaluated: 0, failed: 0, lastFailure: undefined };
}

/** `failed on 312 of 1,000 events: KeyError: 'reward'`; undefined while nothing failed. */
export function describeFailures({ evaluated, failed, lastFailure }: ConditionRecord): string | undefined {
  if (failed === 0) return undefined;
  const count = (n: number) => n.toLocaleString('en-US');
  return `failed on ${count(failed)} of ${count(evaluated)} events: ${lastFailure}`;
}

function present(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== '';
}

function toPlaceTest(spec: BreakpointSpec): (context: HitContext) => boolean {
  const { event_id, aggregate_id, position, changes, exception } = spec;
  const eventType = typeOf(spec);
  const isType = eventType === undefined ? undefined : matchesType(eventType);
  return (context) =>
    (position === undefined || context.position === position) &&
    (aggregate_id === undefined || context.aggregateId === aggregate_id) &&
    (event_id === undefined || context.event.event_id === event_id) &&
    (isType === undefined || isType(context.event as RecordedEvent)) &&
    (changes === undefined || context.changed(changes)) &&
    (exception === undefined || isWrong(exception, context));
}

function isWrong(exception: AnomalyKind, { anomalies, failure }: HitContext): boolean {
  return exception === 'projection-error' ? failure !== undefined : anomalies.some(({ kind }) => kind === exception);
}

function holds(condition: CompiledExpression, context: ExpressionContext, record?: ConditionRecord): boolean {
  if (record) record.evaluated++;
  try {
    return condition.test(context);
  } catch (error) {
    if (record) {
      record.failed++;
      record.lastFailure = (error as Error).message;
    }
    return false;
  }
}
