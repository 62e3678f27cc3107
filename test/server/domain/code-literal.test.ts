import assert from 'node:assert/strict';
import { toPythonLiteral, toTypeScriptLiteral } from '../../../server/domain/code-literal.ts';

describe('Literals of programming languages', () => {
  it('writes JSON, and what Python adds to it, as Python writes it', () => {
    const json =
      '{"on": true, "off": false, "none": null, "n": [1.0, 1e400, 12345678901234567890, -Infinity, NaN, -1]}';
    assert.equal(
      toPythonLiteral(json),
      '{"on": True, "off": False, "none": None, "n": [1.0, 1e400, 12345678901234567890, -float(\'inf\'), float(\'nan\'), -1]}',
    );
  });

  it('leaves words in strings alone, and writes their escapes so that Python reads them', () => {
    assert.equal(
      toPythonLiteral(String.raw`["true null", "a \"true\" b", "\ud83d\ude00", "a\/b"]`),
      '["true null", "a \\"true\\" b", "😀", "a/b"]',
    );
  });

  it('keeps long integers, and a key that TypeScript would take for something else', () => {
    const json =
      '{"__proto__": 1, "big": 12345678901234567890, "small": -5, "f": 0.1234567890123456789, "e": 1e-400, "text": "__proto__"}';
    assert.equal(
      toTypeScriptLiteral(json),
      '{["__proto__"]: 1, "big": 12345678901234567890n, "small": -5, "f": 0.1234567890123456789, "e": 1e-400, "text": "__proto__"}',
    );
  });
});
