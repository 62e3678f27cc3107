import assert from 'node:assert/strict';
import type { Parts } from '../../client/commands/parts.ts';
import { activate, command, demoStore, endReplay, eventually, launch, stopAfter } from './extension.ts';

describe('The status bar', () => {
  let parts: Parts;

  before(async () => {
    parts = await activate();
    await parts.stores.add(demoStore);
  });
  afterEach(endReplay);

  const shows = (text: RegExp) =>
    eventually(parts.standings.onDidChange, () => text.test(parts.replayStatus.item.text));

  it('says where the replay stands, and which way it came there', async () => {
    await launch({ aggregateId: 'agent-support-7' });
    await shows(/^▶ 1\/\d+ · agent-support-7$/);
    await stopAfter(command('lastEvent'));
    await shows(/^◆ (\d+)\/\1 · agent-support-7$/);
    await stopAfter(command('stepBack'));
    await shows(/^◀ \d+\/\d+ · agent-support-7$/);
    assert.match(String(parts.replayStatus.item.tooltip), /reached going back/);
  });

  it('forgets a replay that has ended', async () => {
    await launch({ aggregateId: 'agent-123' });
    await eventually(parts.standings.onDidChange, () => parts.standings.all.length === 1);
    await endReplay();
    await eventually(parts.standings.onDidChange, () => parts.standings.all.length === 0);
  });
});
