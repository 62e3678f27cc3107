import assert from 'node:assert/strict';
import { loadDriver } from '../../../../server/stores/sqlite/driver.ts';

describe('loadDriver', () => {
  it('refuses a Node whose binary interface the driver does not know, before it touches the driver', async () => {
    await assert.rejects(loadDriver('20.19.4'), { code: 'node-too-old', message: /Node 22.*this is Node 20\.19\.4/ });
  });

  it('loads on this Node', async () => assert.equal(typeof (await loadDriver()), 'function'));
});
