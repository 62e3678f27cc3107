import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMetrics } from '../../server/metrics/metrics.ts';
import { temporaryFolder } from '../server/stores/temporary-folder.ts';

const page = readFileSync(path.join(import.meta.dirname, '../../docs/monitoring.md'), 'utf8');
const [, EXAMPLE = ''] = /```ts\n(.*?)```/s.exec(page)!;
const library = pathToFileURL(path.join(import.meta.dirname, '../../server/library.ts')).href;

describe('docs/monitoring.md', () => {
  const file = temporaryFolder();

  it('has an example that counts what it does', () => {
    writeFileSync(file('example.mts'), EXAMPLE.replace("'event-replay-debugger'", `'${library}'`));
    const { status, stdout, stderr } = spawnSync(process.execPath, [file('example.mts')], {
      cwd: file(''),
      encoding: 'utf8',
    });
    assert.match(stderr, /^\(node:\d+\) EventPublisher: An event was not published: Event must have an aggregate_id\n/);
    assert.equal(status, 0);
    assert.match(stdout, /^2 stored, 1 lost\nevents-lost: 1 event was lost in the last hour/);
    for (const line of [
      'event_replay_events_total{aggregate_type="task",event_type="completed",result="success"} 1',
      'event_replay_events_total{aggregate_type="task",event_type="completed",result="failure"} 1',
      'event_replay_snapshots_total{result="success"} 1',
      'event_replay_store_call_seconds_count{operation="saveEvents",outcome="ok"} 1',
      'event_replay_recent_events{window="hour",result="success"} 2',
    ]) {
      assert.ok(stdout.includes(`${line}\n`), line);
    }
  }).timeout(60_000);

  it('names every metric that there is', async () => {
    const names = (await createMetrics().registry.getMetricsAsJSON()).map(({ name }) => name).sort();
    assert.deepEqual([...page.matchAll(/^\| `(event_replay_\w+)`/gm)].map(([, name]) => name!).sort(), names);
  });
});
