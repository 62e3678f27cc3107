import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { HeldOutput } from '../../debug-adapter/held-output.ts';

describe('HeldOutput', () => {
  let pieces: string[];
  let output: HeldOutput;

  beforeEach(() => {
    pieces = [];
    const client = new PassThrough({ encoding: 'utf8' });
    client.on('data', (piece: string) => pieces.push(piece));
    output = new HeldOutput(client);
  });

  const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

  it('writes at once what is not held', async () => {
    output.write('one ');
    output.write('two');
    await nextTurn();
    assert.deepEqual(pieces, ['one ', 'two']);
  });

  it('writes in one piece what is held, also what follows after promises, and no later than that', async () => {
    // Requests are served among promises, and only there do others come before the next tick.
    await Promise.resolve();
    output.hold();
    output.write('answer ');
    await Promise.resolve();
    output.write('stop');
    assert.deepEqual(pieces, []);
    await nextTurn();
    assert.deepEqual(pieces, ['answer stop']);
    output.write('later');
    await nextTurn();
    assert.deepEqual(pieces, ['answer stop', 'later']);
  });

  it('writes what is held when it is flushed or ended, each text once', async () => {
    output.hold();
    output.write('continued');
    output.flush();
    output.write('stopped');
    output.hold();
    output.hold();
    output.write('terminated');
    output.end();
    await nextTurn();
    assert.deepEqual(pieces, ['continued', 'stopped', 'terminated']);
  });
});
