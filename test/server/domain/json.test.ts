import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Float, isJsonObject, type JsonValue, jsonEquals } from '../../../server/domain/json.ts';
import { toJsonText } from '../../../server/domain/json-text.ts';
import { parseJson } from '../../../server/domain/parse-json.ts';

describe('JSON as Python writes it', () => {
  const TEXTS = [
    '{"reward": 1.0, "attempts": 1, "score": 0.5}',
    '[NaN, Infinity, -Infinity]',
    '12345678901234567890',
    '-9007199254740993',
    '[0, -0.0, 1e+16, 1e-05, 1e+22]',
    '{"__proto__": {"constructor": 1}}',
    '"\\ud800 \\u00e9 \\ud83d\\ude00 \\u2028"',
    '{"": [], "a": {}, "b": [null, true, false]}',
  ];
  for (const text of TEXTS) {
    it(`reads ${text} and writes it back unchanged`, () => {
      assert.equal(toJsonText(parseJson(text)), text);
    });
  }

  it('tells a float with an integral value from an int', () => {
    assert.ok(parseJson('1.0') instanceof Float);
    assert.equal(parseJson('1'), 1);
    assert.equal(parseJson('9007199254740993'), 9007199254740993n);
  });

  it('reads a number in any place as it reads the number alone', () => {
    const digits = (maxLength: number) =>
      fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength });
    const number = fc
      .tuple(
        fc.constantFrom('', '-'),
        fc.oneof(
          fc.constantFrom('0', '9007199254740993'),
          digits(20).map((text) => text.replace(/^0*(?=.)/, '')),
        ),
        fc.option(
          digits(20).map((text) => `.${text}`),
          { nil: '' },
        ),
        fc.option(fc.tuple(fc.constantFrom('e', 'E', 'e+', 'e-'), digits(2)), { nil: ['', ''] }),
      )
      .map(([sign, whole, fraction, [e, exponent]]) => sign + whole + fraction + e + exponent);
    const places = ['[$]', '{"a":$}', '{"a": $ }', '["1e5",$]', '[0,\n\t$\n]', '[[$],"-0"]'];
    fc.assert(
      fc.property(number, fc.constantFrom(...places), (text, place) => {
        assert.deepEqual(parseJson(place.replace('$', text)), leaf(parseJson(text), place));
      }),
      { numRuns: 3_000 },
    );
  });

  it('keeps a key called __proto__ as data', () => {
    const value = parseJson('{"__proto__": 1.0}');
    assert.ok(isJsonObject(value) && Object.hasOwn(value, '__proto__'));
    assert.equal(Object.getPrototypeOf(value), Object.prototype);
  });

  for (const text of ['', '{', '[1.0,]', '{"a" 1.0}', '{1.0: 2}', 'nul', '1.0 2', '"1.0', '[1.0']) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.throws(() => parseJson(text), SyntaxError);
    });
  }

  it('refuses what is nested without end', () => {
    assert.throws(() => parseJson(`${'['.repeat(5_000)}1.0`), /Nested deeper than 1000 levels/);
  });

  it('compares numbers as numbers and takes no account of the order of keys', () => {
    assert.ok(jsonEquals(parseJson('{"a": 1, "b": [1.0, NaN]}'), parseJson('{"b": [1, NaN], "a": 1.0}')));
    assert.ok(!jsonEquals(parseJson('{"a": 1}'), parseJson('{"a": true}')));
    assert.ok(!jsonEquals(parseJson('[1, 2]'), parseJson('[1]')));
  });
});

/** What the place holds, the number being read already. */
function leaf(value: JsonValue, place: string): unknown {
  return JSON.parse(place.replace('$', '"$"'), (_, each) => (each === '$' ? value : each));
}
