import assert from 'node:assert/strict';
import {
  compileExpression,
  isTruthy,
  repr,
  str,
  toJson,
  typeName,
} from '../../../../server/domain/expressions/index.ts';
import type { Value } from '../../../../server/domain/expressions/value.ts';
import type { JsonValue } from '../../../../server/domain/json.ts';
import { parseJson } from '../../../../server/domain/parse-json.ts';
import { contextOf } from './example-context.ts';

function answer(source: string): Value {
  return compileExpression(source).evaluate(contextOf());
}

describe('repr', () => {
  it('cuts what is longer than asked, and no shorter text', () => {
    assert.equal(repr('abcdef', 8), "'abcdef'");
    assert.equal(repr('abcdef', 7), "'abcde…");
    assert.equal(repr([1, 2, 3], 5), '[1, …');
    assert.equal(repr({ a: 1 }, 100), "{'a': 1}");
    assert.equal(str('abcdef', 4), 'abc…');
  });

  it('looks at no more of a large value than it shows', () => {
    let looks = 0;
    const list = new Proxy(Array<number>(1_000_000).fill(7), {
      get: (items, key, receiver) => {
        looks++;
        return Reflect.get(items, key, receiver);
      },
    });
    assert.equal(repr(list, 10), '[7, 7, 7,…');
    assert.ok(looks < 100, `${looks} looks`);
  });

  it('shows the payload as Python would, not as JavaScript', () => {
    const payload = parseJson('{"a": 1.0, "b": 12345678901234567890, "c": NaN, "d": true, "e": null, "f": -0.0}');
    assert.equal(repr(payload), "{'a': 1.0, 'b': 12345678901234567890, 'c': nan, 'd': True, 'e': None, 'f': -0.0}");
  });
});

describe('typeName', () => {
  const TYPES: readonly (readonly [source: string, type: string])[] = [
    ['None', 'NoneType'],
    ['True', 'bool'],
    ['1', 'int'],
    ['2**70', 'int'],
    ['1.0', 'float'],
    ['1.5', 'float'],
    ["'a'", 'str'],
    ['[]', 'list'],
    ['()', 'tuple'],
    ['event_data', 'dict'],
    ['{1: 2}', 'dict'],
    ['{1}', 'set'],
    ['range(1)', 'range'],
    ['int', 'type'],
    ['(x for x in [])', 'generator'],
    ['state.keys()', 'dict_keys'],
  ];
  for (const [source, type] of TYPES) {
    it(`of ${source} is ${type}`, () => {
      assert.equal(typeName(answer(source)), type);
    });
  }
});

describe('toJson', () => {
  const SHAPES: readonly (readonly [source: string, json: JsonValue])[] = [
    ['(1, (2,))', [1, [2]]],
    ['{1}', [1]],
    ["{1: (2,), 'a': None}", { 1: [2], a: null }],
    ["{'__proto__': 1}", JSON.parse('{"__proto__": 1}')],
    ['[int, len]', ["<class 'int'>", '<built-in function len>']],
    [
      'list(state.items())',
      [
        ['balance', 150],
        ['items', [1, 2]],
      ],
    ],
  ];
  for (const [source, json] of SHAPES) {
    it(`of ${source}`, () => {
      assert.deepEqual(toJson(answer(source)), json);
    });
  }

  it('gives JSON back as it is', () => {
    const { state } = contextOf();
    assert.equal(toJson(state), state);
  });
});

describe('test', () => {
  it('is the truth of the value', () => {
    for (const source of ['0', "''", '[]', '{}', 'None', '0.0', 'set()', 'range(0)', '()', 'event_data.error']) {
      assert.equal(compileExpression(source).test(contextOf()), false, source);
      assert.equal(isTruthy(answer(source)), false, source);
    }
    for (const source of ['1', "' '", '[0]', '{0: 0}', '-0.5', 'len', '(x for x in [])', '2**70']) {
      assert.equal(compileExpression(source).test(contextOf()), true, source);
    }
  });

  it('throws what the evaluation throws', () => {
    assert.throws(() => compileExpression('event_data["rewrad"] > 1').test(contextOf()), {
      name: 'EvaluationError',
      kind: 'KeyError',
      message: "KeyError: 'rewrad'",
    });
  });
});
