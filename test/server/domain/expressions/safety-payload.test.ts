import assert from 'node:assert/strict';
import type { RecordedEvent } from '../../../../server/domain/event.ts';
import { compileExpression, EvaluationError, repr, toJson } from '../../../../server/domain/expressions/index.ts';
import type { JsonObject, JsonValue } from '../../../../server/domain/json.ts';
import { parseJson } from '../../../../server/domain/parse-json.ts';
import { contextOf, recorded } from './example-context.ts';

const DANGEROUS = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf', 'length', 'get', 'items'];
const hostile = recorded({
  event_data: parseJson(`{${DANGEROUS.map((key, index) => `${JSON.stringify(key)}: ${index}`)}}`) as JsonObject,
});

function evaluate(source: string, event: RecordedEvent = recorded()): string {
  return repr(compileExpression(source).evaluate(contextOf(event)), 1_000);
}

describe('A payload with keys that JavaScript or Python use themselves', () => {
  for (const [index, key] of DANGEROUS.entries()) {
    it(`${key} is a key like any other`, () => {
      assert.equal(evaluate(`event_data['${key}']`, hostile), String(index));
      assert.equal(evaluate(`event_data.get('${key}', 'none')`, hostile), String(index));
      assert.equal(evaluate(`'${key}' in event_data`, hostile), 'True');
      assert.equal(evaluate(`{**event_data}['${key}']`, hostile), String(index));
      assert.equal(
        evaluate(`dict(event_data)['${key}'], (event_data | {})['${key}']`, hostile),
        `(${index}, ${index})`,
      );
      assert.equal(evaluate(`[v for k, v in event_data.items() if k == '${key}']`, hostile), `[${index}]`);
      assert.equal(evaluate(`'%(${key})s' % event_data`, hostile), `'${index}'`);
      assert.equal(evaluate(`'{0[${key}]}'.format(event_data)`, hostile), `'${index}'`);
    });

    it(`${key} is missing where no one wrote it`, () => {
      assert.throws(() => evaluate(`event_data['${key}']`), { message: `KeyError: '${key}'` });
      assert.equal(
        evaluate(`event_data.get('${key}'), '${key}' in event_data, '${key}' in {}`),
        '(None, False, False)',
      );
      assert.throws(() => evaluate(`'{${key}}'.format(a=1)`), EvaluationError);
    });
  }

  it('stays what it is on the way out', () => {
    const json = toJson(compileExpression('[event_data, dict(event_data)]').evaluate(contextOf(hostile)));
    const [payload, copy] = json as [JsonObject, JsonObject];
    assert.deepEqual(Object.entries(payload), Object.entries(hostile.event_data));
    assert.deepEqual(Object.entries(copy), Object.entries(hostile.event_data));
    assert.equal(Object.getPrototypeOf(payload), Object.prototype);
  });
});

describe('Names that lead to the inside of Python or JavaScript', () => {
  const SOURCES = [
    '().__class__.__bases__[0].__subclasses__()',
    "''.__class__.__mro__",
    'event.__dict__',
    'event_data.__proto__',
    'event_data.__class__',
    '__builtins__',
    '__import__("os")',
    'len.__self__',
    'len.constructor("return 1")()',
    '[].constructor',
    "''.sub.constructor",
    'event.constructor',
    'state.constructor.constructor',
    "'{0.__class__}'.format(1)",
    "'{0.__class__.__init__.__globals__}'.format(event)",
    "'{0.constructor}'.format([])",
    "'%(__class__)s' % {}",
    'type(1)(2).constructor',
    'type(len)(1)',
    'type(None)()',
    'eval("1")',
    'exec("1")',
    'open("/etc/passwd")',
    'globals()',
    'getattr(1, "real")',
    'Function("return 1")()',
    'process.exit()',
    'globalThis',
    'require("fs")',
  ];
  for (const source of SOURCES) {
    it(`${source} gives nothing`, () => {
      assert.throws(
        () => evaluate(source),
        (error: Error & { code?: string }) => error instanceof EvaluationError || error.code === 'bad-expression',
      );
    });
  }
});

describe('A payload that is large', () => {
  const event = recorded({ event_data: { text: 'word '.repeat(20_000_000), short: 'a' } });

  it('is compared, measured and looked at in part', () => {
    assert.equal(evaluate("event_data.text[:9], event_data.text == 'word'", event), "('word word', False)");
    assert.equal(evaluate("event_data.text.startswith('word')", recorded({ event_data: { text: 'word' } })), 'True');
    assert.equal(evaluate('len(event_data.text)', event), '100000000');
  });

  it('is no text to be copied or searched without end', () => {
    for (const source of [
      'event_data.text.upper()',
      "'x' in event_data.text",
      'event_data.text + "a"',
      'event_data.text * 2',
    ]) {
      assert.throws(() => evaluate(source, event), { kind: 'LimitError' }, source);
    }
  });

  it('is shown in part', () => {
    assert.equal(evaluate('event_data', event).length, 1_000);
  });
});

describe('A payload that is deep', () => {
  const nest = (depth: number): JsonValue => JSON.parse('['.repeat(depth) + ']'.repeat(depth));
  const deep = recorded({ event_data: { deep: 0 } });
  const context = { ...contextOf(deep), ...{ state: { deep: nest(1_000_000) }, before: { deep: nest(1_000_000) } } };

  it('is an error where it is compared', () => {
    for (const source of ['state == before', 'state.deep in [before.deep]', 'state.deep < before.deep']) {
      assert.throws(() => compileExpression(source).evaluate(context), { kind: 'LimitError' }, source);
    }
  });

  it('is shown in part, and walked as far as the expression goes', () => {
    assert.match(repr(compileExpression('state').evaluate(context), 1_000), /^\{'deep': \[+…\]+\}$/);
    assert.match(repr(compileExpression('str(state)').evaluate(context), 1_000), /^"\{'deep': \[+…\]+\}"$/);
    assert.equal(compileExpression('len(state.deep[0][0][0])').evaluate(context), 1);
    assert.ok(JSON.stringify(toJson(compileExpression('[state.deep]').evaluate(context))).length < 10_000);
  });
});
