import assert from 'node:assert/strict';
import { Float, isJsonObject, jsonEquals } from '../../../server/domain/json.ts';
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
