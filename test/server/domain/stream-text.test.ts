import assert from 'node:assert/strict';
import { toStreamText } from '../../../server/domain/stream-text.ts';
import { recorded } from './expressions/example-context.ts';

describe('The text of a stream', () => {
  const types = ['created', 'updated', 'deployed'];

  it('has one line per event', () => {
    const text = toStreamText(types.map((event_type) => recorded({ event_type })));
    assert.equal(text.split('\n').length, types.length + 1);
    for (const [line, type] of types.entries()) assert.ok(text.split('\n')[line]!.includes(`  agent.${type} `), text);
    assert.equal(toStreamText([]), '');
  });

  for (const [name, breaking] of [
    ['a line end', '\n'],
    ['a carriage return', '\r'],
    ['a NUL', '\0'],
    ['a next line', '\u0085'],
    ['a line separator', '\u2028'],
  ] as const) {
    it(`has no more lines where a type holds ${name}`, () => {
      const [first, odd, last] = types.map((event_type, n) =>
        recorded({ event_type: n === 1 ? `up${breaking}dated` : event_type }),
      );
      const sound = toStreamText([first!, recorded({ event_type: 'up dated' }), last!]);
      assert.equal(toStreamText([first!, odd!, last!]), sound);
    });
  }
});
