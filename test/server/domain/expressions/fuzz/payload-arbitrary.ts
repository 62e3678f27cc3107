import fc from 'fast-check';

/** The keys that expressions ask for, and some that only a stranger would write. */
export const KEYS = [
  'reward',
  'status',
  'tags',
  'nested',
  'count',
  'items',
  'get',
  '__proto__',
  'hasOwnProperty',
  'ü',
  '',
];

const NUMBERS = ['0', '1', '-7', '3', '0.5', '1.0', '-0.0', '1e16', '1e-7', '12345678901234567890', '9007199254740993'];
const OTHERS = ['null', 'true', 'false', 'NaN', 'Infinity', '-Infinity'];
const TEXTS = ['""', '"a"', '"abc"', '"ABC def"', '"42"', '" x "', '"\\u00fc\\ud83d\\ude00"', '"a\\nb"', '"\'"', '"ß"'];

/** A payload as JSON text that Python's parser takes, of every shape. */
export const payloadText: fc.Arbitrary<string> = fc.letrec<{ value: string; object: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...NUMBERS, ...OTHERS, ...TEXTS),
    fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join(', ')}]`),
    tie('object'),
  ),
  object: fc
    .uniqueArray(fc.tuple(fc.constantFrom(...KEYS), tie('value')), { selector: ([key]) => key, maxLength: 5 })
    .map((entries) => `{${entries.map(([key, value]) => `${JSON.stringify(key)}: ${value}`).join(', ')}}`),
})).object;
