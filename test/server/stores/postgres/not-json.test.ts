import assert from 'node:assert/strict';
import { fromStoredJson, toStoredJson } from '../../../../server/stores/postgres/not-json.ts';
import { HOSTILE } from '../pushdown/hostile-arbitraries.ts';

describe('A payload in a JSON column', () => {
  const texts = [
    ...HOSTILE,
    '{"a": "\ud800"}',
    '{"$not_json": "{}"}',
    '{"$not_json": 1}',
    '{"$not_json":"x","b":1}',
    '',
  ];
  for (const text of texts) {
    it(`is JSON there, and comes back as ${JSON.stringify(text).slice(0, 60)}`, () => {
      const stored = toStoredJson(text);
      assert.doesNotThrow(() => JSON.parse(stored));
      assert.equal(fromStoredJson(stored), text);
    });
  }

  it('is stored as it is when it is JSON', () => {
    for (const text of ['{"a":  1.0, "a": 2}', '[1]', '"x"', '{"$other": "{}"}'])
      assert.equal(toStoredJson(text), text);
  });

  it('of somebody who uses the same key in another way stays as it is', () => {
    for (const text of ['{"$not_json": 1}', '{"$not_json": "x", "b": 1}', '{"$not_json": oops'])
      assert.equal(fromStoredJson(text), text);
  });
});
