import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { demoEvents } from '../../../server/cli/demo/demo-events.ts';
import { createEvent } from '../../../server/domain/event.ts';
import { toJsonText } from '../../../server/domain/json-text.ts';
import { LaunchArguments } from '../../../server/protocol/launch-arguments.ts';
import { openStore } from '../../../server/stores/open-store.ts';
import { runCommand } from './run-command.ts';

describe('event-replay demo', () => {
  let folder: string;
  let file: string;
  let launchFile: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'event-replay-demo-'));
    file = join(folder, 'made', 'events.db');
    launchFile = join(folder, 'made', '.vscode', 'launch.json');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('writes a store that gives back every event as it was made', async () => {
    const events = demoEvents();
    const { exitCode, output } = await runCommand('demo', '--out', file);
    assert.equal(exitCode, 0);
    assert.match(
      output,
      new RegExp(`^Wrote ${events.length} events to .*events\\.db; open the folder .* press F5\\.\n$`),
    );
    assert.deepEqual((await readdir(join(folder, 'made'))).sort(), ['.vscode', 'events.db']);
    const store = await openStore(file);
    const { events: stored } = await store.queryEvents({}, { order: 'oldest-first', limit: 1_000 });
    await store.close();
    assert.deepEqual(stored.map(summary), events.map(summary));
  });

  it('writes launch configurations that the debugger understands', async () => {
    await runCommand('demo', '--out', file);
    const { configurations } = JSON.parse(await readFile(launchFile, 'utf8'));
    const known = new Set(demoEvents().map((event) => event.aggregate_id));
    assert.ok(configurations.length >= 2);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of VS Code's
    const storeBeside = '${workspaceFolder}/events.db';
    for (const { name, type, request, ...launch } of configurations) {
      assert.deepEqual([type, request, launch.store], ['event-replay', 'launch', storeBeside], name);
      const { aggregateId } = z.strictObject(LaunchArguments.shape).parse(launch);
      assert.ok(known.has(aggregateId!), aggregateId);
    }
  });

  it('keeps a demo store that is already there, and what was added to it', async () => {
    await runCommand('demo', '--out', file);
    await writeFile(launchFile, '{ "mine": true }');
    const store = await openStore(file, { readOnly: false });
    const added = {
      aggregate_id: 'task-789',
      aggregate_type: 'task',
      event_type: 'completed',
      event_data: { reward: 1 },
    };
    await store.saveEvent(createEvent(added, await store.getAggregateVersion('task-789')));
    await store.close();
    const { mtimeMs } = await stat(file);

    const { exitCode, output } = await runCommand('demo', '--out', file);
    assert.deepEqual([exitCode, output], [0, `Kept the demo store ${file}; --force makes it anew.\n`]);
    assert.equal((await stat(file)).mtimeMs, mtimeMs);
    assert.equal(await readFile(launchFile, 'utf8'), '{ "mine": true }');
  });

  it('makes everything anew with --force', async () => {
    await runCommand('demo', '--out', file);
    await writeFile(launchFile, '{ "mine": true }');
    await writeFile(file, 'no database at all');
    assert.equal((await runCommand('demo', '--out', file, '--force')).exitCode, 0);
    const store = await openStore(file);
    assert.equal(await store.countEvents({}), demoEvents().length);
    await store.close();
    assert.equal(JSON.parse(await readFile(launchFile, 'utf8')).version, '0.2.0');
  });

  it('refuses to touch a file that is something else', async () => {
    const notes = join(folder, 'notes.db');
    await writeFile(notes, 'my notes');
    const other = join(folder, 'other.db');
    const store = await openStore(other, { readOnly: false });
    await store.close();
    for (const path of [notes, other]) {
      const before = await readFile(path);
      const { exitCode, errors } = await runCommand('demo', '--out', path);
      const sentence = 'exists and is not a demo store; name another file, or add --force to replace it';
      assert.deepEqual([exitCode, errors], [2, `event-replay: '${path}' ${sentence}\n`]);
      assert.deepEqual(await readFile(path), before);
    }
  });

  it('refuses a folder in place of a file, also with --force', async () => {
    const { exitCode, errors } = await runCommand('demo', '--out', folder, '--force');
    assert.equal(exitCode, 2);
    assert.match(errors, /is a folder; --out must name a file/);
    assert.deepEqual(await readdir(folder), []);
  });
});

function summary(event: ReturnType<typeof demoEvents>[number]): unknown {
  const { event_id, aggregate_id, aggregate_type, event_type, timestamp, version } = event;
  const { correlation_id, causation_id, user_id, service_name } = event;
  const payloads = [toJsonText(event.event_data), toJsonText(event.metadata)];
  return [
    event_id,
    aggregate_id,
    aggregate_type,
    event_type,
    timestamp,
    version,
    correlation_id,
    causation_id,
    user_id,
    service_name,
    payloads,
  ];
}
