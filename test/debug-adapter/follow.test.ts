import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createEvent } from '../../server/domain/event.ts';
import type { EventStore } from '../../server/domain/event-store.ts';
import { openStore } from '../../server/stores/open-store.ts';
import { agentEvents } from '../support/agent-stream.ts';
import { DebugStory } from '../support/debug-story.ts';
import { storeFile } from '../support/store-file.ts';

describe('A debug session that follows its stream', () => {
  let store: { path: string; remove(): Promise<void> };
  let writer: EventStore;
  let story: DebugStory;

  beforeEach(async () => {
    store = await storeFile(agentEvents());
    writer = await openStore(store.path, { readOnly: false });
    story = await DebugStory.begin();
  });
  afterEach(async () => {
    await story.end();
    await writer.close();
    await store.remove();
  });

  let seconds = 0;
  const append = async (event_type: string, event_data: { reward?: number; temperature?: number }) => {
    const version = await writer.getAggregateVersion('agent-123');
    const timestamp = `2025-09-19T14:00:${String(seconds++).padStart(2, '0')}.000000Z`;
    const fields = { aggregate_id: 'agent-123', aggregate_type: 'agent', event_type, event_data, timestamp };
    await writer.saveEvent(createEvent(fields, version));
  };
  const launch = (more: object = {}) =>
    story.launch({ store: store.path, aggregateId: 'agent-123', follow: true, position: 8, ...more }, () =>
      story.setFunctionBreakpoints([{ name: '*', condition: "event_data.get('reward', 0) < 0" }]),
    );

  it('waits at the end, stops at a breakpoint when its event arrives, and goes back and catches up', async () => {
    await launch();
    story.tell('continue: it waits');
    let stop = story.nextStop();
    await story.client.continueRequest({ threadId: 1 });
    await append('status', { reward: 0.5 });
    await append('status', { reward: -0.5 });
    await append('updated', { temperature: 0.1 });
    await story.look(await stop);
    await story.move('step back', 'stepBack');
    await story.move('continue', 'continue');
    await story.move('step over', 'next');
    story.tell('step over: it waits');
    stop = story.nextStop();
    await story.client.nextRequest({ threadId: 1 });
    await append('status', { reward: 0.7 });
    await story.look(await stop);
    story.tell('continue: it waits, and is paused');
    stop = story.nextStop();
    await story.client.continueRequest({ threadId: 1 });
    await story.client.pauseRequest({ threadId: 1 });
    await story.look(await stop);
    story.assertTranscript('follow');
  });

  it('writes its listing on disk anew when it has grown', async () => {
    await launch({ sourceMode: 'file' });
    await append('status', { reward: -0.5 });
    await story.move('continue', 'continue');
    const [top] = await story.frames();
    const lines = (await readFile(top!.source!.path!, 'utf8')).trimEnd().split('\n');
    assert.equal(lines.length, 9);
    assert.equal(top!.line, 9);
  });

  it('shows where it stopped, also to who asked on the way', async () => {
    await launch();
    const stop = story.nextStop();
    await story.client.continueRequest({ threadId: 1 });
    assert.equal((await story.frames())[0]!.line, 8);
    await append('status', { reward: -0.5 });
    await stop;
    assert.equal((await story.frames())[0]!.line, 9);
  });

  it('ends while it waits', async () => {
    await launch();
    await story.client.continueRequest({ threadId: 1 });
    const terminated = story.client.waitForEvent('terminated');
    await story.client.terminateRequest();
    await terminated;
  });
});
