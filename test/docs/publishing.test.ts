import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openStore } from '../../server/stores/open-store.ts';
import { temporaryFolder } from '../server/stores/temporary-folder.ts';
import { runExample } from './run-example.ts';

const page = readFileSync(path.join(import.meta.dirname, '../../docs/publishing.md'), 'utf8');
const EXAMPLES = [...page.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code!);

describe('docs/publishing.md', () => {
  const file = temporaryFolder();

  it('has examples that do what it says, one after the other', async () => {
    const outputs = EXAMPLES.map((code) => runExample(code, file('')));
    assert.deepEqual(outputs, ['', 'true\n', '{ imported: 1, skipped: 0, conflicts: 0, rejected: 0 }\n']);
    const store = await openStore(file('agentlightning.db'));
    const { events } = await store.readAll();
    assert.deepEqual(
      events.map(({ aggregate_type, event_type, version }) => `${version} ${aggregate_type}.${event_type}`),
      ['1 task.received', '2 rollout.started', '3 rollout.completed', '1 custom.processed'],
    );
    assert.equal(events[1]?.causation_id, events[0]?.event_id);
    assert.equal((await store.getLatestSnapshot('task-789'))?.version, 3);
    await store.close();
  }).timeout(60_000);
});
