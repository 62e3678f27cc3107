import assert from 'node:assert/strict';
import { fieldOfLine } from '../../../server/domain/stream-line-field.ts';
import { toStreamLine } from '../../../server/domain/stream-text.ts';
import { recorded } from './expressions/example-context.ts';

describe('fieldOfLine', () => {
  const data = { reward: 0.9, tuned_by: { workflow: 'workflow-101', steps: [1, { "it's": null }] }, 'a "b"': 'x, y' };
  const line = toStreamLine(recorded({ event_data: data, event_type: 'updated' }));

  for (const [part, within, found] of [
    ['7', 0, 'version'],
    ['2025-09-19', 3, 'timestamp'],
    ['agent.updated', 8, 'event_type'],
    ['"reward"', 3, "event_data['reward']"],
    ['0.9', 1, "event_data['reward']"],
    ['"tuned_by"', 1, "event_data['tuned_by']"],
    ['"workflow"', 1, "event_data['tuned_by']['workflow']"],
    ['workflow-101', 4, "event_data['tuned_by']['workflow']"],
    ['"steps"', 1, "event_data['tuned_by']['steps']"],
    ['[1,', 0, "event_data['tuned_by']['steps']"],
    ['1,{', 0, "event_data['tuned_by']['steps'][0]"],
    ['"it\'s"', 2, `event_data['tuned_by']['steps'][1]["it's"]`],
    ['null', 2, `event_data['tuned_by']['steps'][1]["it's"]`],
    ['"a \\"b', 2, `event_data['a "b"']`],
    ['x, y', 1, `event_data['a "b"']`],
    [',"tuned_by"', 0, undefined],
    ['{"reward"', 0, 'event_data'],
  ] as const) {
    it(`is ${found} over ${part}`, () => {
      const at = line.indexOf(part);
      assert.ok(at >= 0, line);
      assert.equal(fieldOfLine(line, at + within), found);
    });
  }

  it('is nothing behind the line, in a line that is none, and over the head of a payload that was cut', () => {
    assert.equal(fieldOfLine(line, line.length + 5), undefined);
    assert.equal(fieldOfLine('hello', 2), undefined);
    assert.equal(fieldOfLine('', 0), undefined);
    const cut = toStreamLine(recorded({ event_data: { long: 'x'.repeat(900) } }));
    assert.equal(fieldOfLine(cut, cut.length - 2), "event_data['long']");
  });
});
