import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { NOTIFICATIONS, type Progress } from '../../../server/protocol/notifications.ts';
import { REQUESTS } from '../../../server/protocol/requests.ts';
import { openStore } from '../../../server/stores/open-store.ts';
import { storeFile } from '../../support/store-file.ts';
import { at, rewarded, stream } from '../stores/example-events.ts';
import { LanguageServer } from './language-server.ts';

describe('Taking events out of a store', () => {
  let server: LanguageServer;
  let file: Awaited<ReturnType<typeof storeFile>>;
  let store: string;
  let target: string;

  before(async () => {
    file = await storeFile([
      ...stream(3),
      ...stream(30_000, (version) => rewarded(version, 0, { aggregate_id: 'long-1', timestamp: at(0) })),
    ]);
    target = path.join(path.dirname(file.path), 'out.jsonl');
    server = await LanguageServer.start();
    ({ address: store } = await server.request('openStore', { uri: file.path }));
  });

  after(async () => {
    await server.stop();
    await file.remove();
  });

  const aggregateId = 'task-789';

  it('copies an event and a stream as JSON, Python and TypeScript', async () => {
    const copy = (asked: object) => server.request('copyEvents', { store, aggregateId, language: 'json', ...asked });
    assert.equal(JSON.parse((await copy({ position: 2 })).text).version, 2);
    const all = await copy({});
    assert.deepEqual([JSON.parse(all.text).length, all.copied, all.total], [3, 3, 3]);
    assert.match((await copy({ position: 1, language: 'python' })).text, /^event = \{[\s\S]*"causation_id": None,/);
    assert.match((await copy({ language: 'typescript' })).text, /^const events = \[\n[\s\S]*\];\n$/);
  });

  it('copies no more of a long stream than can be pasted, and says so', async () => {
    const copied = await server.request('copyEvents', { store, aggregateId: 'long-1', language: 'json' });
    assert.deepEqual([copied.copied, copied.total], [10_000, 30_000]);
  });

  it('exports an aggregate, in place of what was in the file', async () => {
    writeFileSync(target, 'old');
    const { events } = await server.request('exportEvents', { store, aggregateId, file: target });
    assert.equal(events, 3);
    const lines = readFileSync(target, 'utf8').trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line).version),
      [1, 2, 3],
    );
  });

  it('tells how far an export is, and leaves nothing of one that is given up', async () => {
    const given = `${target}.given-up`;
    const source = new CancellationTokenSource();
    const told = new Promise<Progress>((resolve) => {
      server.connection.onNotification(NOTIFICATIONS.progress.method, (progress: Progress) => resolve(progress));
    });
    const { method } = REQUESTS.exportEvents;
    const asked = server.connection.sendRequest(method, { store, file: given, progress: 'mine' }, source.token);
    const { progress, done } = await told;
    source.cancel();
    await assert.rejects(asked, { message: /cancelled/ });
    assert.equal(progress, 'mine');
    assert.ok(done > 0);
    assert.equal(existsSync(given), false);
    assert.deepEqual(
      readdirSync(path.dirname(target)).filter((name) => name.includes('given-up')),
      [],
    );
  });

  it('takes a snapshot of an aggregate as it is, and as it was', async () => {
    assert.deepEqual(await server.request('takeSnapshot', { store, aggregateId }), { version: 3 });
    assert.deepEqual(await server.request('takeSnapshot', { store, aggregateId, version: 2 }), { version: 2 });
    const reader = await openStore(file.path);
    const snapshots = await reader.listSnapshots(aggregateId);
    await reader.close();
    assert.deepEqual(
      snapshots.map(({ version, snapshot_data }) => [version, snapshot_data.reward]),
      [
        [3, 0.3],
        [2, 0.2],
      ],
    );
  });
});
