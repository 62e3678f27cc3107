import assert from 'node:assert/strict';
import { URI } from 'vscode-uri';
import { parseStreamUri, toStreamUri, windowOf } from '../../../server/protocol/stream-address.ts';

const ADDRESSES = [
  { store: 'sqlite:/data/events.db', aggregateId: 'agent-123', firstPosition: 1 },
  { store: 'sqlite:/data/my events & more.db', aggregateId: 'workflow-101', firstPosition: 50_001 },
  { store: 'sqlite:C:\\data\\events.db', aggregateId: 'a/b c:d?e#f%20 from 7', firstPosition: 1 },
  { store: 'postgres://host:5432/events', aggregateId: 'tâche-😀', firstPosition: 100_001 },
];

describe('The address of a stream document', () => {
  for (const address of ADDRESSES) {
    it(`survives its URI, and a client that parses and re-encodes it: ${address.aggregateId}`, () => {
      const uri = toStreamUri(address);
      assert.deepEqual(parseStreamUri(uri), address);
      assert.deepEqual(parseStreamUri(URI.parse(uri).toString()), address);
    });
  }

  it('is not read out of anything else', () => {
    const others = [
      'file:///agent-123.events?store=sqlite:/data/events.db',
      'event-stream:/agent-123.events',
      'event-stream:/agent-123.json?store=sqlite:/data/events.db',
      'event-stream:/a/b.events?store=sqlite:/data/events.db',
      'event-stream:/agent-123 from 7.events?store=sqlite:/data/events.db',
      'not a uri',
    ];
    for (const text of others) assert.equal(parseStreamUri(text), undefined, text);
  });

  it('puts 50,000 events into each document', () => {
    assert.deepEqual(windowOf(1), { firstPosition: 1, line: 1 });
    assert.deepEqual(windowOf(50_000), { firstPosition: 1, line: 50_000 });
    assert.deepEqual(windowOf(50_001), { firstPosition: 50_001, line: 1 });
  });
});
