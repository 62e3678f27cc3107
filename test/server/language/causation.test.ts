import assert from 'node:assert/strict';
import { storeFile } from '../../support/store-file.ts';
import { rewarded, updated } from '../stores/example-events.ts';
import { LanguageServer } from './language-server.ts';

describe('Causes and effects', () => {
  let server: LanguageServer;
  let file: Awaited<ReturnType<typeof storeFile>>;
  let store: string;

  before(async () => {
    file = await storeFile([
      updated(1, { event_id: 'root' }),
      rewarded(1, 0, { event_id: 'middle', causation_id: 'root' }),
      updated(2, { event_id: 'leaf', causation_id: 'middle' }),
      updated(3, { event_id: 'other', causation_id: 'middle' }),
      updated(4, { event_id: 'lost', causation_id: 'gone' }),
      updated(5, { event_id: 'egg', causation_id: 'hen' }),
      updated(6, { event_id: 'hen', causation_id: 'egg' }),
    ]);
    server = await LanguageServer.start();
    ({ address: store } = await server.request('openStore', { uri: file.path }));
  });

  after(async () => {
    await server.stop();
    await file.remove();
  });

  const causes = (position: number, limit = 10) =>
    server.request('eventCauses', { store, aggregateId: 'agent-123', position, limit });
  const ids = (events: readonly { eventId: string }[]) => events.map(({ eventId }) => eventId);

  it('tells the chain of causes across streams, with the place of each', async () => {
    const { event, causes: chain, end } = await causes(2);
    assert.deepEqual([event.eventId, event.position, end], ['leaf', 2, 'root']);
    assert.deepEqual(
      chain.map(({ eventId, aggregateId, position }) => [eventId, aggregateId, position]),
      [
        ['middle', 'task-789', 1],
        ['root', 'agent-123', 1],
      ],
    );
  });

  it('says how a chain ends that does not end at a root', async () => {
    const lost = await causes(4);
    assert.deepEqual([ids(lost.causes), lost.end, lost.next], [[], 'missing', 'gone']);
    const circle = await causes(5);
    assert.deepEqual([ids(circle.causes), circle.end], [['hen'], 'circle']);
    const cut = await causes(2, 1);
    assert.deepEqual([ids(cut.causes), cut.end, cut.next], [['middle'], 'cut', 'root']);
  });

  it('tells the effects, the oldest first, page by page', async () => {
    const all = await server.request('eventEffects', { store, eventId: 'middle', limit: 10 });
    assert.deepEqual([ids(all.effects), all.more], [['leaf', 'other'], false]);
    const first = await server.request('eventEffects', { store, eventId: 'middle', limit: 1 });
    assert.deepEqual([ids(first.effects), first.more], [['leaf'], true]);
    assert.deepEqual((await server.request('eventEffects', { store, eventId: 'leaf', limit: 1 })).effects, []);
  });
});
