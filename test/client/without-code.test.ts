import assert from 'node:assert/strict';
import { withoutCode } from '../../client/debugging/without-code.ts';

describe('A launch configuration in a workspace that is not trusted', () => {
  it('loses what is code of the workspace, and nothing else', () => {
    const written = { store: 'events.db', projection: 'agent.ts', upcasters: ['lift.ts'], follow: true };
    const { configuration, dropped } = withoutCode(written);
    assert.deepEqual(configuration, { store: 'events.db', follow: true });
    assert.deepEqual(dropped, ['projection', 'upcasters']);
    assert.equal(written.projection, 'agent.ts', 'what was written stays as it is');
  });

  it('stays whole when it names none', () => {
    assert.deepEqual(withoutCode({ store: 'events.db' }), { configuration: { store: 'events.db' }, dropped: [] });
  });
});
