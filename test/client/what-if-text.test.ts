import assert from 'node:assert/strict';
import { describeChange, textsByLine, type WhatIfChange } from '../../client/what-if/what-if-text.ts';

const at = (position: number, aggregate_id = 'agent-123') => ({ aggregate_id, position });
const changes: WhatIfChange[] = [
  { kind: 'skip', ...at(3) },
  { kind: 'value', ...at(6), path: 'temperature' },
  { kind: 'payload', ...at(6) },
  { kind: 'payload', ...at(6) },
  { kind: 'skip', ...at(3, 'task-789') },
  { kind: 'skip', ...at(50_001) },
];

describe('What is otherwise in a replay', () => {
  it('stands on the lines of its own stream, each thing once', () => {
    const texts = textsByLine(changes, { aggregateId: 'agent-123', firstPosition: 1 });
    assert.deepEqual(Object.fromEntries(texts), {
      2: 'what if: skipped',
      5: 'what if: temperature is another, other payload',
    });
  });

  it('has happened when it says something else, though it was skipped before', () => {
    const said = [changes[0]!, { kind: 'payload', ...at(3) } as const];
    const texts = textsByLine(said, { aggregateId: 'agent-123', firstPosition: 1 });
    assert.deepEqual(Object.fromEntries(texts), { 2: 'what if: other payload' });
  });

  it('stands in the window that shows its event', () => {
    const texts = textsByLine(changes, { aggregateId: 'agent-123', firstPosition: 50_001 });
    assert.deepEqual(Object.fromEntries(texts), { 0: 'what if: skipped' });
  });

  it('is told in sentences', () => {
    assert.deepEqual(changes.slice(0, 3).map(describeChange), [
      'event 3 of agent-123 is skipped',
      'temperature is another after event 6 of agent-123',
      'event 6 of agent-123 has another payload',
    ]);
  });
});
