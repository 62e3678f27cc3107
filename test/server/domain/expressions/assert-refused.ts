import assert from 'node:assert/strict';
import { BadExpression, compileExpression } from '../../../../server/domain/expressions/index.ts';

/** Asserts that the source is refused with the message, and that the place of the error is the `marked` part of it. */
export function assertRefused(source: string, marked: string, message: string): void {
  assert.throws(
    () => compileExpression(source),
    (error) => {
      assert.ok(error instanceof BadExpression, String(error));
      assert.equal(error.message, message);
      assert.equal(error.code, 'bad-expression');
      assert.equal(source.slice(error.span.from, error.span.to), marked);
      return true;
    },
  );
}
