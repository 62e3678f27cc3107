import assert from 'node:assert/strict';
import {
  compileExpression,
  compileTemplate,
  EvaluationError,
  repr,
  toJson,
} from '../../../../server/domain/expressions/index.ts';
import type { JsonObject } from '../../../../server/domain/json.ts';
import { contextOf } from './example-context.ts';

function evaluate(source: string): string {
  return repr(compileExpression(source).evaluate(contextOf()), 1_000);
}

function withState(state: JsonObject) {
  return { ...contextOf(), state, before: { ...state } };
}

describe('A value that leaves an expression', () => {
  it('is shown without being walked', () => {
    for (const [source, text] of [
      ['(x for x in range(10**15))', '<generator object>'],
      ['range(10**15)', 'range(0, 1000000000000000)'],
      ['map(str, range(10**15))', '<map object>'],
      ['len', '<built-in function len>'],
      ["'a'.upper", '<built-in method upper of str object>'],
      ['event_data.get', '<built-in method get of dict object>'],
    ] as const) {
      const value = compileExpression(source).evaluate(contextOf());
      assert.equal(repr(value), text);
      assert.equal(toJson(value), text);
    }
  });

  it('is cut when it holds one value many times', () => {
    const value = compileExpression(`[x for x in [1]${' for x in [[x, x]]'.repeat(60)}][0]`).evaluate(contextOf());
    assert.equal(repr(value, 100).length, 100);
    assert.ok(JSON.stringify(toJson(value)).length < 20_000_000);
    const texts = compileExpression("['ab' * 400000] * 100000").evaluate(contextOf());
    assert.ok(JSON.stringify(toJson(texts)).length < 20_000_000);
  });

  it('is cut when it is an int that Python would not print', () => {
    const value = compileExpression('-(10**19000)').evaluate(contextOf());
    assert.equal(repr(value, 10), '-10000000…');
    assert.throws(() => compileExpression('str(10**19000)').evaluate(contextOf()), { kind: 'ValueError' });
  });

  it('keeps its own variables: a later evaluation does not change what a generator sees', () => {
    const expression = compileExpression('[(y + z for y in [x]) for x in [1, 2] for z in [state.balance]]');
    const [first] = expression.evaluate(contextOf()) as unknown as [{ items: Iterator<number> }];
    expression.evaluate(withState({ balance: 1_000 }));
    assert.equal(first.items.next().value, 151);
  });
});

describe('An evaluation that failed', () => {
  it('leaves nothing behind for the next event', () => {
    const expression = compileExpression('[x / state.balance for x in [state.balance, 2, 4]]');
    assert.throws(() => expression.evaluate(withState({ balance: 0 })), { kind: 'ZeroDivisionError' });
    assert.equal(repr(expression.evaluate(withState({ balance: 2 }))), '[1.0, 1.0, 2.0]');
  });

  it('has a message that can be read', () => {
    for (const source of [
      'f\'{1:{"x" * 500000}}\'',
      "{}['x' * 500000]",
      "dict(**{'a' * 500000: 1}, b=1) and len(**{'a' * 500000: 1})",
    ]) {
      assert.throws(
        () => evaluate(source),
        (error: Error) => error instanceof EvaluationError && error.message.length <= 1_000,
      );
    }
  });

  it('does not take from the steps of the one around it', () => {
    const inner = compileExpression('sum(range(400000))');
    const context = {
      ...contextOf(),
      changed: () => inner.test(contextOf()),
    };
    const outer = compileExpression("[changed('a'), changed('b'), changed('c'), sum(range(400000)) > 0]");
    assert.equal(repr(outer.evaluate(context)), '[True, True, True, True]');
    const greedy = compileExpression("[changed('a') for x in range(10**6)]");
    assert.throws(() => greedy.evaluate({ ...context, changed: () => true }), { kind: 'LimitError' });
  });
});

describe('A log message', () => {
  it('is bounded as a whole', () => {
    const text = compileTemplate('{"a" * 999999}'.repeat(500)).render(contextOf());
    assert.equal(text.length, 1_000_000);
    assert.ok(text.endsWith('a…'));
  });
});
