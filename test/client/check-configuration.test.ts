import assert from 'node:assert/strict';
import { checkConfiguration } from '../../client/debugging/check-configuration.ts';

const SOUND = { type: 'event-replay', request: 'launch', name: 'Replay', store: 'events.db', aggregateId: 'agent-123' };

describe('The check of a launch configuration', () => {
  it('has nothing to say about a sound one', () => {
    assert.equal(checkConfiguration(SOUND), undefined);
  });

  it('names what is missing', () => {
    const { aggregateId: _, ...rest } = SOUND;
    assert.equal(checkConfiguration(rest), "The launch configuration 'Replay' cannot be used: it needs 'aggregateId'.");
  });

  it('says what is wrong with an attribute', () => {
    assert.equal(
      checkConfiguration({ ...SOUND, store: '' } as typeof SOUND),
      "The launch configuration 'Replay' cannot be used: 'store' is wrong (must name a SQLite file or the URI of a store).",
    );
    assert.equal(
      checkConfiguration({ ...SOUND, stopOnEntry: 'yes' } as typeof SOUND),
      "The launch configuration 'Replay' cannot be used: 'stopOnEntry' is wrong (expected boolean, received string).",
    );
  });
});
