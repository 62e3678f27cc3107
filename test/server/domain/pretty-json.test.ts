import assert from 'node:assert/strict';
import { prettyJson } from '../../../server/domain/pretty-json.ts';

describe('Pretty JSON', () => {
  it('is what JSON.stringify makes of the value, where that loses nothing', () => {
    const values = [{}, [], { a: [], b: {} }, { a: [1, { b: 'x, y: {z}' }], 'c"d': null }, 'text', [true, [false]]];
    for (const value of values) assert.equal(prettyJson(JSON.stringify(value)), JSON.stringify(value, null, 2));
  });

  it('keeps every character of text that is no JSON, space aside', () => {
    for (const text of ['{"a": ', '}}}', '"open', 'None', '{"a": 1.0, "b": -Infinity}']) {
      assert.equal(prettyJson(text).replace(/\s/g, ''), text.replace(/\s/g, ''));
    }
  });
});
