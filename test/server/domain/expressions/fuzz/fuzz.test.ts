import assert from 'node:assert/strict';
import { Python, pythonVersion } from '../cpython/python.ts';
import { fuzz } from './fuzz.ts';

/** The same cases in every run; `npm run fuzz:expressions` draws others. */
const SEED = 20_250_919;
const COUNT = 6_000;

describe('Generated expressions', () => {
  let python: Python | undefined;
  after(() => python?.stop());

  it('have the value, the type or the kind of error that CPython gives them', async function () {
    this.timeout(60_000);
    if (pythonVersion() === undefined) {
      console.log('      skipped: there is no python3 on this machine to compare with');
      return this.skip();
    }
    python = new Python();
    const { disagreement, cases, values, bounds } = await fuzz(python, COUNT, SEED);
    assert.equal(disagreement, undefined);
    // The test would pass if nothing were ever computed, or everything were too much.
    assert.ok(cases >= COUNT);
    assert.ok(values > COUNT / 10, `${values} values`);
    assert.ok(bounds < COUNT / 50, `${bounds} bounds`);
  });
});
