import assert from 'node:assert/strict';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { ADAPTER_EVENTS } from '../../server/protocol/adapter-requests.ts';
import { agentEvents, longLife } from '../support/agent-stream.ts';
import { DebugStory } from '../support/debug-story.ts';
import { SAGA, sagaEvents } from '../support/saga.ts';
import { storeFile } from '../support/store-file.ts';

describe('The history of an expression', () => {
  let story: DebugStory;
  let store: { path: string; remove(): Promise<void> } | undefined;

  const begin = async (events: Parameters<typeof storeFile>[0], client?: DebugProtocol.InitializeRequestArguments) => {
    store = await storeFile(events);
    story = await DebugStory.begin(client ? { client } : {});
    return store.path;
  };
  afterEach(async () => {
    await story.end();
    await store?.remove();
  });

  /** Asks, and resolves with all rows when the last has come. */
  const history = async (expression: string, more: object = {}) => {
    const rows: unknown[] = [];
    const ended = new Promise<string>((resolve) => {
      story.client.on('watchHistory', ({ body }) => {
        const event = ADAPTER_EVENTS.watchHistory.parse(body);
        rows.push(...event.rows);
        if (event.end) resolve(event.end);
      });
    });
    const { body } = await story.client.customRequest('watchHistory', { expression, ...more });
    assert.ok(body.historyId >= 1);
    return { end: await ended, rows };
  };

  it('is a table with its value at every event, and data', async () => {
    await launchAgent();
    const { end, rows } = await history("state['temperature']");
    assert.equal(end, 'complete');
    assert.equal(rows.length, 8);
    assert.deepEqual(rows[2], {
      aggregate_id: 'agent-123',
      position: 3,
      version: 3,
      timestamp: '2025-09-19T13:00:30.000000Z',
      type: 'agent.updated',
      value: '0.7',
    });
    await history("event_data['reward']");
    story.assertTranscript('watch-history');
  });

  it('runs over all streams of a session, or over one', async () => {
    const path = await begin(sagaEvents());
    await story.launch({ store: path, correlationId: SAGA });
    const { rows } = await history("state.get('status')");
    assert.equal(rows.length, 14);
    assert.equal((await history("state.get('status')", { aggregateId: 'workflow-101' })).rows.length, 4);
    story.assertTranscript('watch-history-of-a-saga');
  });

  it('can be cancelled, and leaves the replay where it was', async () => {
    const path = await begin(longLife(20_000), {
      adapterID: 'event-replay',
      clientID: 'vscode',
      supportsProgressReporting: true,
    });
    await story.launch({ store: path, aggregateId: 'agent-123' });
    const slow = 'sum(n for n in range(300)) + position';
    story.client.on('progressStart', ({ body }: DebugProtocol.ProgressStartEvent) => {
      assert.equal(body.title, `History of ${slow}`);
      void story.client.customRequest('cancel', { progressId: body.progressId });
    });
    const { end, rows } = await history(slow);
    assert.equal(end, 'cancelled');
    assert.ok(rows.length < 20_000);
    assert.equal((await story.frames())[0]!.line, 1);
  });

  it('of what is no expression is refused', async () => {
    await launchAgent();
    await assert.rejects(story.client.customRequest('watchHistory', { expression: '1 +' }), /not complete/);
  });

  async function launchAgent(): Promise<void> {
    const path = await begin(agentEvents());
    await story.launch({ store: path, aggregateId: 'agent-123' });
  }
});
