import assert from 'node:assert/strict';
import { PrintDam } from '../../debug-adapter/print-dam.ts';
import { recorded } from '../server/projections/user-code.ts';

describe('PrintDam', () => {
  it('holds back whole events once enough was printed, and counts them', () => {
    const dam = new PrintDam();
    const [many, one] = ['line\n'.repeat(400), 'line\n'];
    const passed: string[] = [];
    for (let position = 1; position <= 5_000; position++) {
      const at = { event: recorded(position, '{}'), position };
      const parts = [many, one].map((text) => dam.admits({ text, stream: 'stdout' }, at));
      assert.equal(parts[0], parts[1]);
      if (parts[0]) passed.push(`event ${position}`);
    }
    const [, leftOut] = /^… what was printed on ([\d,]+) events was left out: /.exec(dam.takeLeftOut()!)!;
    assert.deepEqual(passed.slice(0, 3), ['event 1', 'event 2', 'event 3']);
    assert.equal(passed.length + Number(leftOut!.replace(',', '')), 5_000);
    assert.equal(dam.takeLeftOut(), undefined);
  });
});
