import assert from 'node:assert/strict';
import { loadDriver } from '../../../../server/stores/sqlite/driver.ts';

describe('loadDriver', () => {
  it('refuses a Node whose binary interface the driver does not know, before it touches the driver', async () => {
    for (const node of ['20.19.4', '22.13.1', '23.5.0']) {
      const message = new RegExp(`Node 22\\.14.*this is Node ${node}`);
      await assert.rejects(loadDriver({ node, napi: '9' }), { code: 'node-too-old', message });
    }
  });

  it('loads on this Node', async () => assert.equal(typeof (await loadDriver()), 'function'));
});
