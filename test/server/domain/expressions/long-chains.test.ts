import assert from 'node:assert/strict';
import { compileExpression } from '../../../../server/domain/expressions/index.ts';
import type { Value } from '../../../../server/domain/expressions/value.ts';
import { contextOf } from './example-context.ts';

/** `chain('1', '+', 3)` is `1+1+1`. */
function chain(term: string, operator: string, count: number): string {
  return Array.from({ length: count }, () => term).join(operator);
}

function answerTo(source: string): Value {
  return compileExpression(source).evaluate(contextOf());
}

describe('Chains of operators', () => {
  it('are read as far as a source may go', () => {
    assert.equal(answerTo(chain('0', ' or ', 2_000)), 0);
    assert.equal(answerTo(chain('1', ' and ', 1_600)), 1);
    assert.equal(answerTo(chain("event_type == 'x'", ' or ', 450)), false);
    assert.equal(answerTo(chain('1', '==', 2_000)), true);
    assert.equal(answerTo(chain('1', '+', 2_000)), 2_000);
    assert.equal(answerTo(`[${chain('1', ' - ', 1_000)}]`)?.toString(), '-998');
  });

  it('keep the order of their operands and operators', () => {
    const terms = Array.from({ length: 900 }, (_, index) => index);
    assert.equal(answerTo(terms.join(' - ')), -404_550);
    assert.equal(answerTo(`${chain('0', ' or ', 1_000)} or 7 or 8`), 7);
    assert.equal(answerTo(`${chain('1', '<=', 1_000)}<2<2`), false);
  });

  it('find what is wrong at their end', () => {
    const message = "SyntaxError at column 4498: use 'and' instead of '&&'";
    assert.throws(() => compileExpression(`${chain('1', ' or ', 900)} && 2`), { message });
    assert.throws(() => compileExpression(`${chain('1', ' or ', 900)} or nope`), /NameError: name 'nope'/);
  });

  it('are refused with the bound where the parser could not tell them apart', () => {
    const message = 'SyntaxError at column 1: a chain has at most 2,400 operators';
    assert.throws(() => compileExpression(chain('1', '+', 4_999)), { message });
    assert.throws(() => compileExpression(chain('1', '<', 4_999)), { message });
  });
});
