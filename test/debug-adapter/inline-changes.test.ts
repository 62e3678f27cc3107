import assert from 'node:assert/strict';
import { ADAPTER_REQUESTS } from '../../server/protocol/adapter-requests.ts';
import { MOST_INLINE_CHANGES } from '../../server/protocol/limits.ts';
import { agentEvent, agentEvents, longLife } from '../support/agent-stream.ts';
import { DebugStory } from '../support/debug-story.ts';
import { storeFile } from '../support/store-file.ts';

const { command, answer } = ADAPTER_REQUESTS.inlineChanges;

describe('What stands behind the lines of a stream', () => {
  let story: DebugStory;
  let store: Awaited<ReturnType<typeof storeFile>>;

  afterEach(async () => {
    await story.end();
    await store.remove();
  });

  const begin = async (events: Parameters<typeof storeFile>[0], more: object = {}) => {
    store = await storeFile(events);
    story = await DebugStory.begin();
    await story.launch({ store: store.path, aggregateId: 'agent-123', ...more });
  };
  const rows = async (first: number, last: number) => {
    const asked = await story.client.customRequest(command, { aggregateId: 'agent-123', first, last });
    return answer.parse(asked.body).rows.map(({ position, text }) => `${position}: ${text}`);
  };

  it('is what each event changed, and nothing where it changed nothing', async () => {
    await begin([...agentEvents(), agentEvent(9, 'status', { status: 'degraded' })]);
    assert.deepEqual(await rows(2, 99), [
      "2: status (absent) → 'idle', reward (absent) → 0.2",
      '3: temperature 0.2 → 0.7',
      "4: status 'idle' → 'busy', reward 0.2 → 0.9",
      "5: status 'busy' → 'idle', reward 0.9 → 0.4",
      "6: temperature 0.7 → 1.7, tuned_by (absent) → {'workflow': 'workflow-…",
      "7: status 'idle' → 'degraded', reward 0.4 → 0.95",
      "8: region (absent) → 'eu-west'",
    ]);
    assert.deepEqual(await rows(3, 3), ['3: temperature 0.2 → 0.7']);
  });

  it('follows what the replay folds otherwise than it is recorded', async () => {
    await begin(agentEvents(), { allowWhatIf: true });
    await rows(1, 8);
    await story.client.customRequest('whatIf', { position: 3 });
    assert.deepEqual(await rows(3, 4), ["4: status 'idle' → 'busy', reward 0.2 → 0.9"]);
    assert.match((await rows(6, 6))[0]!, /^6: temperature 0\.2 → 1\.7/);
  });

  it('is bounded in rows and in characters', async () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`field_${n}`, 'x'.repeat(50)]));
    await begin([agentEvent(1, 'created', many), ...longLife(1_000).slice(1)]);
    const all = await rows(1, 1_000);
    assert.equal(all.length, MOST_INLINE_CHANGES);
    assert.equal(all[0]!.length, '1: '.length + 120);
    assert.ok(all[0]!.endsWith('…'));
  });
});
