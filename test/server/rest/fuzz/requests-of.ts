import fc from 'fast-check';
import type { OpenApiDocument } from '../checked-fetch.ts';

/** A request that the document allows, or nearly. `session` picks one of those there are. */
export interface FuzzRequest {
  readonly method: string;
  /** `/sessions/{session_id}/step` */
  readonly template: string;
  readonly session: number;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

/** What means something to a service over agent-123, so that requests come further than the first check. */
const WORDS = [
  'agent-123',
  'task-789',
  'event-4',
  'agent.updated',
  'status',
  'task.*',
  "event_data.get('reward', 0) > 0.8",
  "state['temperature']",
  "changed('temperature')",
  '1 / (version - 3)',
  'rewrad',
  'tuned_by.step',
  'reward {event_data.reward}',
  '> 3',
  '% 2',
  '2025-09-19T13:00:30Z',
  'bp_0',
  '../../etc/passwd',
  '',
  '\u0000',
  '\ud800',
  '💥',
];

/** Expressions that would never end if they could: they cost as much as an expression may. */
const HEAVY = ['[x for x in range(10 ** 9)]', "'a' * 10 ** 9", 'sum(range(10 ** 9))'];

/** Any request of the service, made from its OpenAPI document. A session that follows would wait: there are none. */
export function requestsOf(document: OpenApiDocument): fc.Arbitrary<FuzzRequest> {
  const operations = Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, operation]) => requestOf(template, method, operation as Operation)),
  );
  return fc.oneof(...operations);
}

function requestOf(template: string, method: string, { parameters = [], requestBody }: Operation) {
  const texts = (place: string) => {
    const all = parameters.filter((each) => each.in === place && each.name !== 'session_id');
    const properties = Object.fromEntries(all.map(({ name, schema }) => [name, schema]));
    const required = all.filter((each) => each.required).map(({ name }) => name);
    return objectOf({ properties, required }).map(toTexts);
  };
  const schema = requestBody?.content['application/json']?.schema;
  return fc.record<FuzzRequest>({
    method: fc.constant(method.toUpperCase()),
    template: fc.constant(template),
    session: fc.nat(200),
    parameters: texts('path'),
    query: texts('query'),
    body: schema ? fc.oneof({ weight: 8, arbitrary: anyValueOf(schema) }, fc.jsonValue()) : fc.constant(undefined),
  });
}

function toTexts(values: Record<string, unknown>): Record<string, string> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

function anyValueOf(schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 9, arbitrary: soundValueOf(schema) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  );
}

function soundValueOf(schema: Schema): fc.Arbitrary<unknown> {
  const { anyOf = schema.oneOf } = schema;
  if (anyOf) return fc.oneof(...anyOf.map(soundValueOf));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if ('const' in schema) return fc.constant(schema.const);
  switch (schema.type) {
    case 'string':
      return fc.oneof(
        { weight: 30, arbitrary: fc.constantFrom(...WORDS) },
        { weight: 9, arbitrary: fc.string({ unit: 'binary', maxLength: 50 }) },
        { weight: 1, arbitrary: fc.constantFrom(...HEAVY) },
      );
    case 'integer':
    case 'number':
      return fc.oneof({ weight: 4, arbitrary: fc.nat(10) }, fc.integer(), fc.double(), fc.maxSafeInteger());
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(anyValueOf(schema.items ?? {}), { maxLength: 3 });
    case 'object':
      return objectOf(schema);
    default:
      return fc.jsonValue({ maxDepth: 3 });
  }
}

/** Few of what may be left out: most of it excludes the rest. */
function objectOf({ properties = {}, required = [] }: Schema): fc.Arbitrary<Record<string, unknown>> {
  const entries = Object.entries(properties).filter(([name]) => name !== 'follow');
  const members = entries.map(([name, schema]) => {
    const value = name === 'aggregate_id' ? AGGREGATE : anyValueOf(schema);
    const left = { weight: 3, arbitrary: fc.constant(undefined) };
    return [name, required.includes(name) ? value : fc.oneof(left, { weight: 1, arbitrary: value })];
  });
  return fc.record(Object.fromEntries(members));
}

const AGGREGATE = fc.oneof({ weight: 9, arbitrary: fc.constant('agent-123') }, fc.constantFrom('task-789', ''));
