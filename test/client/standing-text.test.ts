import assert from 'node:assert/strict';
import { directionSign, standingText } from '../../client/debugging/standing-text.ts';

describe('Where a replay stands, in the status bar', () => {
  const alone = { aggregateId: 'agent-support-7', streams: 1, position: 27, total: 1_044, state: 'paused' } as const;

  it('is a position among all events, and whose event it is', () => {
    assert.equal(standingText(alone), '27/1,044 · agent-support-7');
    assert.equal(standingText({ ...alone, streams: 3 }), '27/1,044 · agent-support-7 +2');
    assert.equal(standingText({ ...alone, total: undefined }), '27 · agent-support-7');
  });

  it('shows which way it came there', () => {
    assert.deepEqual((['forward', 'back', 'jump', undefined] as const).map(directionSign), ['▶', '◀', '◆', '▶']);
  });
});
