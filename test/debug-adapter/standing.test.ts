import assert from 'node:assert/strict';
import { ADAPTER_REQUESTS } from '../../server/protocol/adapter-requests.ts';
import { openStore } from '../../server/stores/open-store.ts';
import { agentEvent, agentEvents } from '../support/agent-stream.ts';
import { DebugStory } from '../support/debug-story.ts';
import { storeFile } from '../support/store-file.ts';

const { command, answer } = ADAPTER_REQUESTS.standing;

describe('Where a replay stands', () => {
  let story: DebugStory;
  let store: Awaited<ReturnType<typeof storeFile>>;

  afterEach(async () => {
    await story.end();
    await store.remove();
  });

  const begin = async (more: object) => {
    store = await storeFile(agentEvents());
    story = await DebugStory.begin();
    await story.launch({ store: store.path, ...more });
  };
  const stands = async () => {
    const { aggregateId, streams, position, total, direction, state } = answer.parse(
      (await story.client.customRequest(command)).body,
    );
    return `${state} at ${position}/${total} of ${aggregateId} and ${streams - 1} more, by ${direction}`;
  };

  it('is told with the direction in which it came there', async () => {
    await begin({ aggregateId: 'agent-123' });
    assert.equal(await stands(), 'paused at 1/8 of agent-123 and 0 more, by forward');
    await story.move('next', 'next');
    assert.equal(await stands(), 'paused at 2/8 of agent-123 and 0 more, by forward');
    await story.move('to the end', 'moveTo', { position: 'last' });
    assert.equal(await stands(), 'paused at 8/8 of agent-123 and 0 more, by jump');
    await story.move('back', 'stepBack');
    assert.equal(await stands(), 'paused at 7/8 of agent-123 and 0 more, by back');
  });

  it('ends where the replay ends, not the stream', async () => {
    await begin({ aggregateId: 'agent-123', toVersion: 3 });
    assert.equal(await stands(), 'paused at 1/3 of agent-123 and 0 more, by forward');
  });

  it('counts anew when the stream has grown past its end', async () => {
    await begin({ aggregateId: 'agent-123' });
    await stands();
    const writing = await openStore(store.path, { readOnly: false });
    await writing.saveEvents([
      agentEvent(9, 'status', { status: 'idle' }),
      agentEvent(10, 'status', { status: 'busy' }),
    ]);
    await writing.close();
    assert.match(await stands(), /at 1\/8 /);
    await story.move('to the end', 'moveTo', { position: 'last' });
    assert.match(await stands(), /at 10\/10 /);
  });
});
