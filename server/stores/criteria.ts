import { DomainError, messageOf } from '../domain/errors.ts';
import type { Event, RecordedEvent } from '../domain/event.ts';
import { matchesType } from '../domain/event-types.ts';
import { quoteText } from '../domain/expressions/values/quote-text.ts';
import { EventFilter } from '../domain/filter.ts';
import { type JsonValue, jsonEquals } from '../domain/json.ts';
import { isNormalTimestamp, normaliseTimestamp } from '../domain/timestamp.ts';
import { compileWhere } from '../domain/where.ts';
import { type Plan, planWhere } from './pushdown/plan-where.ts';
import { allOf } from './pushdown/predicate.ts';

/** The fields of a filter that are held against a column as they are. */
export const PLAIN_FIELDS = [
  'aggregate_id',
  'aggregate_type',
  'correlation_id',
  'causation_id',
  'user_id',
  'service_name',
] as const;
export type PlainField = (typeof PLAIN_FIELDS)[number];

/** A filter that was checked and compiled once, to be held against many events. */
export interface Criteria {
  readonly fields: readonly (readonly [PlainField, string])[];
  /** As the user wrote it, trimmed. */
  readonly eventType: string | undefined;
  /** In normal form, both inclusive. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** What can be looked for of the `where` expression before `test` decides. */
  readonly plan: Plan | undefined;
  /** True when only `test` decides: the rest of the filter can be decided by an index. */
  readonly needsTest: boolean;
  /** The fields of an event that `test` may read. */
  readonly reads: ReadonlySet<keyof Event>;
  /** All of the filter. An event on which the `where` expression fails does not match. */
  test(event: RecordedEvent): boolean;
}

/**
 * `positionOf` tells a `where` expression that reads `position` where an event stands in its stream. Throws
 * `bad-filter`, `bad-expression`.
 */
export function compileFilter(filter: EventFilter, positionOf: (event: RecordedEvent) => number): Criteria {
  const checked = EventFilter.safeParse(filter);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw new DomainError(
      'bad-filter',
      `The filter is wrong at ${issue?.path.join('.') || 'its top'}: ${issue?.message}`,
    );
  }
  const { data } = checked;
  const fields = PLAIN_FIELDS.flatMap((name) => (data[name] === undefined ? [] : [[name, data[name]] as const]));
  const eventType = data.event_type?.trim();
  const from = time('from_timestamp', data.from_timestamp);
  const to = time('to_timestamp', data.to_timestamp);
  const types = data.event_types?.map((type) => type.trim());
  const metadata = Object.entries(data.metadata_filters ?? {});
  const where = data.where === undefined ? undefined : compileWhere(data.where, positionOf);
  const tests = [
    ...fields.map(
      ([name, value]) =>
        (event: RecordedEvent) =>
          event[name] === value,
    ),
    ...(eventType === undefined ? [] : [matchesType(eventType)]),
    ...(types === undefined ? [] : [isOneOf(types)]),
    ...(from === undefined && to === undefined ? [] : [isWithin(from, to)]),
    ...metadata.map(([key, value]) => hasMetadata(key, value as JsonValue)),
    ...(where ? [where.test] : []),
  ];
  const isGlob = eventType !== undefined && /[*?]/.test(eventType);
  const needsTest = isGlob || types !== undefined || metadata.length > 0 || data.where !== undefined;
  const plan = joinPlans([...planTypes(types), ...(data.where === undefined ? [] : [planWhere(data.where)])]);
  const reads = new Set<keyof Event>([...fields.map(([name]) => name), ...(where?.fields ?? [])]);
  if (eventType !== undefined || types) reads.add('event_type').add('aggregate_type');
  if (from !== undefined || to !== undefined) reads.add('timestamp');
  if (metadata.length > 0) reads.add('metadata');
  const test = (event: RecordedEvent) => tests.every((passes) => passes(event));
  return { fields, eventType, from, to, plan, needsTest, reads, test };
}

/** Can SQL say of some events that the filter does not select them, so that a search can pass over them? */
export function isDecidedInSql({ eventType, plan }: Criteria): boolean {
  if (eventType !== undefined && !/[*?]/.test(eventType)) return true;
  return plan !== undefined && plan.predicate.kind !== 'all';
}

function isOneOf(types: readonly string[]): (event: RecordedEvent) => boolean {
  const tests = types.map(matchesType);
  return (event) => tests.some((matches) => matches(event));
}

/** Types without a glob as the expression that names them: SQL can look for those. */
function planTypes(types: readonly string[] | undefined): Plan[] {
  if (!types || types.some((type) => /[*?]/.test(type))) return [];
  return [planWhere(`event_type in [${types.map(quoteText).join(', ')}]`)];
}

function joinPlans(plans: readonly Plan[]): Plan | undefined {
  const last = plans.at(-1);
  return last && { ...last, predicate: allOf(plans.map(({ predicate }) => predicate)) };
}

function time(field: string, found: string | undefined): string | undefined {
  try {
    return found === undefined ? undefined : normaliseTimestamp(found);
  } catch (error) {
    throw new DomainError('bad-filter', `${field}: ${messageOf(error)}`, { cause: error });
  }
}

function isWithin(from = '', to = '9999-12-31T23:59:59.999999Z'): (event: RecordedEvent) => boolean {
  return ({ timestamp }) => isNormalTimestamp(timestamp) && timestamp >= from && timestamp <= to;
}

function hasMetadata(key: string, value: JsonValue): (event: RecordedEvent) => boolean {
  return ({ metadata }) => Object.hasOwn(metadata, key) && jsonEquals(metadata[key], value);
}
