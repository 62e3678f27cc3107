import { formatStatePath } from '../domain/state-path.ts';
import { findGaps, type Gap } from './find-gaps.ts';
import { isSchemaObject, type JsonSchema, type JsonSchemaObject } from './json-schema.ts';
import { sameJson } from './same-json.ts';
import { brokenValues, testOf } from './schema-examples.ts';
import { hasReference } from './schema-parts.ts';

export interface CompatibilityOptions {
  /**
   * Keys that an older schema neither names nor speaks of with `additionalProperties` are allowed by it. They are taken
   * not to occur, so that a key can be added; true says that they may.
   */
  readonly strict?: boolean | undefined;
}

export interface Finding {
  /** `breaks`: there is an example. `cannot-tell`: it may be so, and none was found. */
  readonly verdict: 'breaks' | 'cannot-tell';
  /** The place in the payload, `tuning.temperature`; empty for the payload itself. */
  readonly path: string;
  /** What is new there, in words. */
  readonly message: string;
  /** A payload that is valid under the older schema and not under the newer one. */
  readonly example?: unknown;
}

export interface Compatibility {
  readonly verdict: 'compatible' | Finding['verdict'];
  readonly findings: readonly Finding[];
}

/**
 * Is a newer schema backward compatible: is every payload that is valid under the older one valid under it? `compatible`
 * is proven and `breaks` has an example; what lies between is said to be unknown.
 */
export function checkCompatibility(
  older: JsonSchema,
  newer: JsonSchema,
  { strict = false }: CompatibilityOptions = {},
): Compatibility {
  if (sameJson(older, newer)) return { verdict: 'compatible', findings: [] };
  if (hasReference(older) || hasReference(newer)) {
    const message = 'references ($ref) are not followed: compare the schemas with their parts written out';
    return { verdict: 'cannot-tell', findings: [{ verdict: 'cannot-tell', path: '', message }] };
  }
  const before = strict ? older : withoutOtherKeys(older);
  const isBroken = brokenTest(before, newer);
  const findings = findGaps(before, newer).map((gap) => toFinding(gap, isBroken));
  if (findings.length === 0) return { verdict: 'compatible', findings };
  const breaks = findings.some(({ verdict }) => verdict === 'breaks');
  return { verdict: breaks ? 'breaks' : 'cannot-tell', findings };
}

function brokenTest(older: JsonSchema, newer: JsonSchema): (value: unknown) => boolean {
  const [wasValid, isValid] = [testOf(older), testOf(newer)];
  return (value) => value !== undefined && wasValid(value) && !isValid(value);
}

function toFinding({ path, message, older, newer, embed }: Gap, isBroken: (value: unknown) => boolean): Finding {
  const place = { path: formatStatePath(path), message };
  for (const value of brokenValues(older, newer)) {
    const example = embed(value);
    if (isBroken(example)) return { verdict: 'breaks', ...place, example };
  }
  return { verdict: 'cannot-tell', ...place };
}

/** The same schema for payloads that have no keys but those it names. */
function withoutOtherKeys(schema: JsonSchema): JsonSchema {
  if (!isSchemaObject(schema)) return schema;
  const { properties, items, additionalProperties } = schema;
  const closed: Record<string, unknown> = { ...schema };
  if (isSchemaObject(properties)) closed.properties = closedProperties(properties);
  if (isSchemaObject(items)) closed.items = withoutOtherKeys(items);
  if (isSchemaObject(additionalProperties)) closed.additionalProperties = withoutOtherKeys(additionalProperties);
  if (isSchemaObject(properties) && !ELSEWHERE.some((keyword) => keyword in schema))
    closed.additionalProperties = false;
  return closed;
}

/** Keys can be spoken of there as well. */
const ELSEWHERE = [
  'additionalProperties',
  'patternProperties',
  'unevaluatedProperties',
  'allOf',
  'anyOf',
  'oneOf',
  'if',
];

function closedProperties(properties: JsonSchemaObject): JsonSchemaObject {
  return Object.fromEntries(
    Object.entries(properties).map(([key, schema]) => [key, withoutOtherKeys(schema as JsonSchema)]),
  );
}
