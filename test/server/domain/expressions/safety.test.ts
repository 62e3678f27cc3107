import assert from 'node:assert/strict';
import {
  BadExpression,
  compileExpression,
  EvaluationError,
  repr,
} from '../../../../server/domain/expressions/index.ts';
import type { JsonObject } from '../../../../server/domain/json.ts';
import { toJsonText } from '../../../../server/domain/json-text.ts';
import { parseJson } from '../../../../server/domain/parse-json.ts';
import { contextOf, recorded } from './example-context.ts';

const HOSTILE = parseJson('{"__proto__": 5, "constructor": 1, "hasOwnProperty": 2, "toString": 3}') as JsonObject;
const context = contextOf(recorded({ event_data: HOSTILE }));

function evaluate(source: string): string {
  return repr(compileExpression(source).evaluate(context));
}

describe('Expressions keep to the data', () => {
  it('read keys that JavaScript objects inherit as ordinary data', () => {
    assert.equal(evaluate("event_data['__proto__']"), '5');
    assert.equal(evaluate("event_data.get('constructor')"), '1');
    assert.equal(evaluate('event_data.hasOwnProperty'), '2');
    assert.equal(evaluate('event_data'), "{'__proto__': 5, 'constructor': 1, 'hasOwnProperty': 2, 'toString': 3}");
    assert.equal(evaluate("{'__proto__': 1, **event_data}['__proto__']"), '5');
  });

  it('do not see what JavaScript objects inherit', () => {
    for (const source of ["state['constructor']", 'state.valueOf', "state['__proto__']", "before['toString']"]) {
      assert.throws(() => evaluate(source), { kind: 'KeyError' }, source);
    }
    assert.equal(evaluate("state.get('hasOwnProperty')"), 'None');
    assert.equal(evaluate("'valueOf' in state"), 'False');
  });

  it('do not reach the inside of their own values', () => {
    for (const source of ['len.call', 'type(1).construct', 'range(3).start', '(x for x in []).items']) {
      assert.throws(() => evaluate(source), { kind: 'AttributeError' }, source);
    }
    assert.throws(() => compileExpression("'x'.constructor"), BadExpression);
  });

  it('leave the payload as it was', () => {
    const event = recorded();
    const before = toJsonText(event.event_data);
    compileExpression('sorted(event_data.tags, reverse=True) + event_data.tags[::-1]').evaluate(contextOf(event));
    assert.equal(toJsonText(event.event_data), before);
  });
});

describe('Expressions are bounded', () => {
  const TOO_LARGE = [
    "'a' * 10**9",
    '10 ** 10 ** 10',
    '1 << 10**9',
    '[0] * 10**9',
    'list(range(10**9))',
    'sum(range(10**9))',
    'max(x for x in range(10**9))',
    '[y for x in range(10**5) for y in range(10**5)]',
    "''.join('a' * 1000 for x in range(10**6))",
    "['a' * 10**6 for x in range(10**6)]",
    "[('ab' * 400000).title() for x in range(10**6)]",
    "'a'.ljust(10**9)",
    "f'{1:999999999}'",
    "'%999999999d' % 1",
    "'\\t'.expandtabs(10**9)",
    "'ab'.replace('', 'x' * 600000)",
    'range(10**100)',
    'sum([[1]] * 10**5, [])',
  ];
  for (const source of TOO_LARGE) {
    it(`${source} is an error, not a hang`, () => {
      assert.throws(
        () => compileExpression(source).evaluate(context),
        (error) => error instanceof EvaluationError && error.kind === 'LimitError',
      );
    });
  }

  const TOO_DEEP = ['('.repeat(100_000), '['.repeat(5_000), `${'-'.repeat(3_000)}1`, `${'1 if 1 else '.repeat(300)}1`];
  for (const source of TOO_DEEP) {
    it(`${source.slice(0, 10)}… of ${source.length} characters is refused`, () => {
      assert.throws(() => compileExpression(source), BadExpression);
    });
  }

  it('a value nested beyond all reason is an error where it is compared, and shown in part', () => {
    const nested = (): JsonObject => ({ deep: JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)) });
    const deep = { ...context, state: nested(), before: nested() };
    assert.throws(() => compileExpression('state == before').evaluate(deep), { kind: 'LimitError' });
    assert.match(repr(compileExpression('state.deep').evaluate(deep)), /^\[+…\]+$/);
  });

  it('an expression that hit a bound works again for the next event', () => {
    const expression = compileExpression('sum(range(state.balance))');
    assert.throws(() => expression.evaluate({ ...context, state: { balance: 10 ** 9 } }), { kind: 'LimitError' });
    assert.equal(expression.evaluate({ ...context, state: { balance: 4 } }), 6);
  });
});
