import fc from 'fast-check';
import { Float, type JsonObject, type JsonValue } from '../../../server/domain/json.ts';
import type { JsonSchema } from '../../../server/schemas/json-schema.ts';

const KEYS = ['reward', 'status', 'steps', '__proto__'] as const;
const TEXTS = ['idle', 'busy', 'x', ''] as const;

/** Keyed as they come: a key may be called `__proto__`. */
function record<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  const entries = fc.uniqueArray(fc.tuple(fc.constantFrom(...KEYS), value), { selector: ([key]) => key });
  return entries.map((all) => Object.fromEntries(all));
}

/** Payloads as Python writes them, numbers beyond JavaScript's and odd texts included. */
export const payload: fc.Arbitrary<JsonObject> = fc.letrec<{ value: JsonValue; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, false, Number.NaN, Number.POSITIVE_INFINITY, new Float(1), 0.5, 10n ** 400n),
    fc.integer({ min: -3, max: 3 }),
    fc.constantFrom(...TEXTS, '\ud83e', 'a longer text than any list of values would have, I am sure of that'),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.oneof(
    record(tie('value')),
    fc.dictionary(fc.constantFrom('\ud83e', '\ud83f', 'a/b~c#%', ''), tie('value'), { maxKeys: 3 }),
  ),
})).object;

/** Plain JSON of the kind that the schemas below speak of. */
export const instance: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(null, true, false, 0.5, 1.5, ...TEXTS),
    fc.integer({ min: -1, max: 4 }),
    fc.array(tie('value'), { maxLength: 3 }),
    record(tie('value')),
  ),
})).value;

const small = fc.integer({ min: 0, max: 3 });
const types = fc.subarray(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'], { minLength: 1 });

const LIMITS = [
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength'],
  ...['minItems', 'maxItems', 'minProperties', 'maxProperties'],
];
const KEYWORDS = ['type', 'enum', 'const', ...LIMITS, 'items', 'properties', 'required', 'additionalProperties'];

/** Schemas of the documented subset, of a few keywords each: one that asks for everything accepts nothing. */
export const schema: fc.Arbitrary<JsonSchema> = fc.letrec<{ schema: JsonSchema }>((tie) => {
  const values: Record<string, fc.Arbitrary<unknown>> = {
    type: fc.oneof(
      types,
      types.map(([type]) => type),
    ),
    enum: fc.array(fc.constantFrom<unknown>(null, true, 1, 1.5, 'idle', 'busy', [], {}), {
      minLength: 1,
      maxLength: 3,
    }),
    const: fc.constantFrom<unknown>(null, 1, 'idle'),
    ...Object.fromEntries(LIMITS.map((each) => [each, small])),
    items: tie('schema'),
    properties: record(tie('schema')),
    required: fc.subarray([...KEYS]),
    additionalProperties: tie('schema'),
  };
  const some = fc.oneof(
    fc.subarray(KEYWORDS, { minLength: 1, maxLength: 3 }),
    fc.subarray(['type', 'minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum'], { minLength: 1 }),
    fc.subarray(['properties', 'additionalProperties', 'required', 'maxProperties'], { minLength: 1 }),
  );
  return {
    schema: fc.oneof(
      { maxDepth: 3 },
      fc.boolean(),
      some.chain((keywords) => fc.record(Object.fromEntries(keywords.map((keyword) => [keyword, values[keyword]!])))),
    ),
  };
}).schema;

/** Two schemas that are alike: the second is the first with some keywords of another. */
export const alike: fc.Arbitrary<[JsonSchema, JsonSchema]> = fc
  .tuple(schema, schema, fc.nat())
  .map(([older, other, seed]) => {
    if (typeof older === 'boolean' || typeof other === 'boolean') return [older, other];
    const changes = Object.entries(other).filter((_, index) => (seed >> index) % 3 === 0);
    const kept = Object.entries(older).filter((_, index) => (seed >> index) % 5 !== 0);
    return [older, { ...Object.fromEntries(kept), ...Object.fromEntries(changes) }];
  });
