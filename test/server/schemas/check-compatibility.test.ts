import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkCompatibility, type Finding } from '../../../server/schemas/check-compatibility.ts';
import type { JsonSchema } from '../../../server/schemas/json-schema.ts';
import { testOf } from '../../../server/schemas/schema-examples.ts';
import { alike, instance, schema } from './arbitrary-schemas.ts';

const AGENT = {
  type: 'object',
  properties: { name: { type: 'string' }, temperature: { type: 'number' }, status: { enum: ['idle', 'busy'] } },
  required: ['name'],
} as const;

function told(older: JsonSchema, newer: JsonSchema, options = {}): string[] {
  const { findings } = checkCompatibility(older, newer, options);
  return findings.map(({ verdict, path, message }) => `${verdict} ${path}: ${message}`);
}

/** AGENT with other properties. */
function agent(properties: object, more: object = {}): JsonSchema {
  return { ...AGENT, properties: { ...AGENT.properties, ...properties }, ...more };
}

describe('The compatibility of two schemas', () => {
  const compatible: [string, JsonSchema, JsonSchema][] = [
    ['the same in another order', { type: 'object', title: 'a' }, { title: 'a', type: 'object' }],
    ['a wider type', AGENT, agent({ temperature: { type: ['number', 'null'] } })],
    ['one more value of a list', AGENT, agent({ status: { enum: ['busy', 'idle', 'degraded'] } })],
    ['a key that may be there', AGENT, agent({ region: { type: 'string' } })],
    ['a key that is required no longer', AGENT, agent({}, { required: [] })],
    ['other words', AGENT, agent({}, { title: 'Agent', description: 'An agent', default: {} })],
    [
      'limits that were there, and wider ones',
      { minimum: 2, exclusiveMaximum: 5 },
      { minimum: 1, exclusiveMinimum: 1, maximum: 5 },
    ],
    ['the same limits', { exclusiveMinimum: 2, exclusiveMaximum: 5 }, { exclusiveMinimum: 2, maximum: 5 }],
    ['a pattern that was there', { pattern: '^a', maxLength: 3 }, { pattern: '^a', maxLength: 5 }],
    ['less to ask for, by words that are not compared', { type: 'string', pattern: '^a' }, { type: 'string' }],
    ['the same references', { $ref: '#/$defs/a', $defs: { a: {} } }, { $defs: { a: {} }, $ref: '#/$defs/a' }],
    [
      'more keys where none could be',
      { additionalProperties: false },
      { additionalProperties: true, properties: { a: {} } },
    ],
  ];
  for (const [what, older, newer] of compatible) {
    it(`is given with ${what}`, () => assert.deepEqual(told(older, newer), []));
  }

  const broken: [JsonSchema, JsonSchema, string, unknown][] = [
    [AGENT, agent({}, { required: ['name', 'region'] }), ': the key "region" is required now', { name: 'text' }],
    [
      AGENT,
      agent({ temperature: { type: 'integer' } }),
      'temperature: a number that is no integer is not allowed any more',
      { name: 'text', temperature: 0.5 },
    ],
    [
      AGENT,
      agent({ status: { enum: ['idle'] } }),
      'status: "busy" is not allowed any more',
      { name: 'text', status: 'busy' },
    ],
    [AGENT, agent({ name: { enum: ['Support'] } }), 'name: only "Support" is allowed now', { name: 'text' }],
    [
      { items: { type: 'number' }, type: 'array', minItems: 2 },
      { items: { type: 'number', minimum: 0 } },
      '[0]: it must be at least 0 now',
      [-1, -1],
    ],
    [{ type: 'string', maxLength: 9 }, { maxLength: 8 }, ': it must have at most 8 characters now', 'xxxxxxxxx'],
    [{ type: 'object' }, { maxProperties: 1 }, ': it must have at most 1 keys now', { key_0: 'text', key_1: 'text' }],
    [{ type: ['null', 'integer'] }, { type: 'integer' }, ': null is not allowed any more', null],
    [AGENT, agent({ temperature: false }), 'temperature: it is not allowed any more', { name: 'text', temperature: 1 }],
    [
      { type: 'object', properties: { reward: { type: 'number' } }, additionalProperties: false },
      { additionalProperties: { type: 'string' } },
      'reward: a number is not allowed any more',
      { reward: 1 },
    ],
    [{ type: 'number', minimum: 2 }, { exclusiveMinimum: 2 }, ': it must be more than 2 now', 2],
    [{ type: 'number', maximum: 2 }, { exclusiveMaximum: 2 }, ': it must be less than 2 now', 2],
    [{ type: 'number', exclusiveMaximum: 2 }, { maximum: 1 }, ': it must be at most 1 now', 1.5],
    [{ type: 'string' }, { pattern: '^a' }, ': pattern asks for something that this check cannot compare', 'text'],
  ];
  for (const [older, newer, finding, example] of broken) {
    it(`is broken where ${finding}`, () => {
      assert.deepEqual(told(older, newer), [`breaks ${finding}`]);
      assert.deepEqual(checkCompatibility(older, newer).findings[0]?.example, example);
    });
  }

  it('is not known where nothing is proven and no example is found', () => {
    assert.deepEqual(told({ type: 'string', pattern: '^(red|blue)$' }, { type: 'string', pattern: '^[a-z]+$' }), [
      'cannot-tell : pattern asks for something that this check cannot compare',
    ]);
    assert.match(told({ $ref: '#/$defs/a', $defs: { a: {} } }, {})[0]!, /^cannot-tell : references/);
  });

  it('counts keys that nobody named only when it is strict', () => {
    const added = agent({ region: { type: 'string' } });
    assert.deepEqual(told(AGENT, added, { strict: true }), [
      'breaks region: null or a boolean or a number or a list or an object is not allowed any more',
    ]);
    const closed = { ...AGENT, additionalProperties: false };
    assert.deepEqual(told(closed, added, { strict: true }), []);
    assert.deepEqual(told(AGENT, closed), []);
    assert.match(told(AGENT, closed, { strict: true })[0]!, /^breaks any_other_key: it is not allowed any more/);
  });

  it('is never contradicted by an instance, and every example is one', () => {
    const verdicts = new Map<string, number>();
    fc.assert(
      fc.property(
        fc.oneof(alike, fc.tuple(schema, schema)),
        fc.array(instance, { maxLength: 40 }),
        ([older, newer], values) => {
          const { verdict, findings } = checkCompatibility(older, newer, { strict: true });
          verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
          const isBroken = (value: unknown) => testOf(older)(value) && !testOf(newer)(value);
          if (verdict === 'compatible') assert.deepEqual(values.filter(isBroken), []);
          const examples = findings.filter((each): each is Finding => each.verdict === 'breaks');
          for (const { example } of examples) assert.ok(isBroken(example), JSON.stringify(example));
          const lenient = checkCompatibility(older, newer);
          for (const each of lenient.findings) if ('example' in each) assert.ok(isBroken(each.example), each.message);
        },
      ),
      { seed: 20_250_919, numRuns: 2_000 },
    );
    // A test of a checker that always says the same would prove nothing.
    assert.ok(verdicts.get('compatible')! > 200, JSON.stringify([...verdicts]));
    assert.ok(verdicts.get('breaks')! > 200, JSON.stringify([...verdicts]));
  }).timeout(60_000);
});
