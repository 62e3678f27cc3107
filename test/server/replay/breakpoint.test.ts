import assert from 'node:assert/strict';
import { compileBreakpoint } from '../../../server/replay/breakpoint.ts';

describe('A breakpoint', () => {
  it('on any type reads no types, and is looked for by its condition alone', () => {
    const condition = "event_data['reward'] > 0.9";
    const plain = compileBreakpoint('plain', { condition });
    for (const event_type of ['*', ' * ', '']) {
      const { fields, filter } = compileBreakpoint('any', { event_type, condition });
      assert.deepEqual(fields, new Set(['event_data']));
      assert.deepEqual(filter, plain.filter);
    }
    const { fields, filter } = compileBreakpoint('some', { event_type: 'agent.*', condition });
    assert.deepEqual(fields, new Set(['event_data', 'event_type', 'aggregate_type']));
    assert.equal(filter?.event_type, 'agent.*');
  });

  it('that can never be hit is refused', () => {
    for (const hit_condition of ['0', '== 0', '< 1', '<= 0']) {
      const text = new RegExp(`'${hit_condition}' can never be hit: matches are counted from 1`);
      assert.throws(() => compileBreakpoint('never', { hit_condition }), text);
    }
    for (const hit_condition of ['1', '> 0', '>= 0', '< 2', '% 1']) compileBreakpoint('some', { hit_condition });
  });
});
