import assert from 'node:assert/strict';
import { launchValueAt } from '../../client/debugging/launch-value.ts';

/** The text of a configuration, in which ¦ marks the cursor. */
function at(configuration: string) {
  const marked = `{\n  // comments are allowed\n  "configurations": [\n    { "type": "other" },\n    ${configuration},\n  ]\n}`;
  const offset = marked.indexOf('¦');
  const text = marked.replace('¦', '');
  const value = launchValueAt(text, offset);
  return value && { ...value, replaced: text.slice(value.start, value.end) };
}

describe('A value in launch.json', () => {
  it('is what stands before the cursor, in the configuration of a store', () => {
    const found = at('{ "type": "event-replay", "store": "events.db", "aggregateId": "agent-¦1" }');
    assert.deepEqual(
      [found?.attribute, found?.prefix, found?.replaced, found?.store],
      ['aggregateId', 'agent-', '"agent-1"', 'events.db'],
    );
  });

  it('may be one of a list, an empty text, or not begun', () => {
    assert.equal(at('{ "type": "event-replay", "aggregateIds": ["agent-1", "ta¦"] }')?.prefix, 'ta');
    assert.equal(at('{ "type": "event-replay", "store": "¦" }')?.replaced, '""');
    assert.deepEqual(at('{ "type": "event-replay", "correlationId": ¦ }')?.replaced, '');
    assert.equal(at('{ "type": "event-replay", "aggregateId": "age¦')?.prefix, 'age');
  });

  it('is none of ours in other attributes, in names, and in configurations of other debuggers', () => {
    for (const text of [
      '{ "type": "event-replay", "name": "age¦" }',
      '{ "type": "event-replay", "aggreg¦ateId": "agent-1" }',
      '{ "type": "event-replay", "aggregateIds": "age¦" }',
      '{ "type": "node", "store": "eve¦" }',
      '{ "type": "event-replay", "env": { "store": "eve¦" } }',
    ]) {
      assert.equal(at(text), undefined, text);
    }
  });
});
