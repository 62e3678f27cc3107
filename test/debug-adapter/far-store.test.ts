import assert from 'node:assert/strict';
import { startService } from '../../server/rest/start-service.ts';
import { openStore } from '../../server/stores/open-store.ts';
import { agentEvents } from '../support/agent-stream.ts';
import { DebugStory } from '../support/debug-story.ts';
import { storeFile } from '../support/store-file.ts';

describe('A debug session over another service', () => {
  it('tells the same story as over the file itself', async () => {
    const file = await storeFile(agentEvents());
    const store = await openStore(file.path);
    const { app, url } = await startService({ store }, { port: 0 });
    try {
      const near = await tell(file.path);
      assert.ok(near.length > 20);
      assert.deepEqual(await tell(url), near);
    } finally {
      await app.close();
      await store.close();
      await file.remove();
    }
  }).timeout(60_000);
});

async function tell(store: string): Promise<readonly string[]> {
  const story = await DebugStory.begin();
  try {
    await story.launch({ store, aggregateId: 'agent-123' }, () =>
      story.setFunctionBreakpoints([
        { name: 'updated' },
        { name: '*', condition: "event_data.get('reward', 0) > 0.9" },
        { name: '*', condition: "state.get('temperature', 0) > 1" },
      ]),
    );
    await story.move('step over', 'next');
    await story.move('step back', 'stepBack');
    for (let n = 0; n < 4; n++) await story.move('continue', 'continue');
    for (let n = 0; n < 4; n++) await story.move('reverse continue', 'reverseContinue');
    return story.lines;
  } finally {
    await story.end();
  }
}
