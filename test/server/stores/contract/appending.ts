import assert from 'node:assert/strict';
import { createEvent } from '../../../../server/domain/event.ts';
import { Float } from '../../../../server/domain/json.ts';
import { rewarded, stream, updated } from '../example-events.ts';
import { type OpenEmptyStore, versions, withStore } from './with-store.ts';

export function itAppends(open: OpenEmptyStore): void {
  it(
    'gives back every field of an event as it was saved',
    withStore(open, async (store) => {
      const event = createEvent(
        {
          aggregate_id: 'agent-123',
          aggregate_type: 'agent',
          event_type: 'created',
          event_data: { name: 'Zoë 🤖', score: new Float(1), count: 2n ** 70n, gap: Number.NaN },
          timestamp: '2025-09-19T05:26:56.006400Z',
          correlation_id: 'workflow-101',
          causation_id: 'cause-1',
          user_id: 'user-456',
          service_name: 'agent_service',
          metadata: { source: 'test' },
        },
        0,
      );
      assert.equal(await store.saveEvent(event), event.event_id);
      const found = await store.getEvent(event.event_id);
      assert.ok(found);
      const { event_data, metadata, ...fields } = event;
      for (const [name, value] of Object.entries(fields)) assert.equal(found[name as keyof typeof fields], value, name);
      assert.deepEqual(found.event_data, event_data);
      assert.deepEqual(found.metadata, metadata);
      assert.equal(found.malformed, undefined);
    }),
  );

  it(
    'keeps the texts of an event that is copied from another store',
    withStore(open, async (store) => {
      await store.saveEvent(rewarded(1, 0.5));
      const [event] = await store.getEventsByAggregate('task-789');
      const other = await open();
      await other.saveEvent(event!);
      const [copy] = await other.getEventsByAggregate('task-789');
      assert.equal(copy?.toJsonText(), event?.toJsonText());
      await other.close();
    }),
  );

  it(
    'keeps an event as it was when it was saved, whatever the caller does to it then',
    withStore(open, async (store) => {
      const event_data = { reward: 0.5 };
      const events = [1, 2, 3].map((version) => rewarded(version, 0, { event_data }));
      const saved = [store.saveEvent(events[0]!), store.saveEvent(events[1]!), store.saveEvents([events[2]!])];
      event_data.reward = 0.9;
      await Promise.all(saved);
      const found = await store.getEventsByAggregate('task-789');
      assert.deepEqual(
        found.map((event) => event.event_data),
        [{ reward: 0.5 }, { reward: 0.5 }, { reward: 0.5 }],
      );
    }),
  );

  it(
    'brings the timestamp into normal form',
    withStore(open, async (store) => {
      await store.saveEvent(rewarded(1, 0.5, { timestamp: '2025-09-19 07:26:56.5+02:00' }));
      assert.equal((await store.getEventAt('task-789', 1))?.timestamp, '2025-09-19T05:26:56.500000Z');
    }),
  );

  it(
    'answers an unknown event id with undefined',
    withStore(open, async (store) => assert.equal(await store.getEvent('nobody'), undefined)),
  );

  it(
    'saves a batch of several streams and returns the ids in its order',
    withStore(open, async (store) => {
      const batch = [rewarded(1, 0.1), updated(1), rewarded(2, 0.2)];
      assert.deepEqual(
        await store.saveEvents(batch),
        batch.map((event) => event.event_id),
      );
      assert.equal(await store.getAggregateVersion('task-789'), 2);
      assert.equal(await store.getAggregateVersion('agent-123'), 1);
    }),
  );

  it(
    'saves nothing and returns nothing for an empty batch',
    withStore(open, async (store) => assert.deepEqual(await store.saveEvents([]), [])),
  );

  it(
    'saves all of a batch or none',
    withStore(open, async (store) => {
      const batch = [updated(1), rewarded(1, 0.1), rewarded(1, 0.2)];
      await assert.rejects(store.saveEvents(batch), { code: 'version-conflict' });
      assert.equal(await store.getAggregateVersion('agent-123'), 0);
      assert.equal(await store.getEvent(batch[0]!.event_id), undefined);
      assert.deepEqual((await store.queryEvents({})).events, []);
      await store.saveEvents([updated(1), rewarded(1, 0.1)]);
    }),
  );

  it(
    'refuses a writer who is behind the stream, names both versions, and writes nothing',
    withStore(
      open,
      async (store) => {
        await assert.rejects(store.saveEvent(rewarded(8, 0.9), { expectedVersion: 5 }), {
          code: 'version-conflict',
          message: 'task-789 is at version 7, the writer expected 5: read the stream again and retry',
        });
        assert.equal(await store.countStream('task-789'), 7);
      },
      stream(7),
    ),
  );

  it(
    'accepts a writer who expects the version that is there, 0 for a new stream',
    withStore(open, async (store) => {
      await store.saveEvent(rewarded(1, 0.4), { expectedVersion: 0 });
      await store.saveEvent(rewarded(2, 0.9), { expectedVersion: 1 });
      await assert.rejects(store.saveEvent(rewarded(3, 0.9), { expectedVersion: 0 }), { code: 'version-conflict' });
      assert.equal(await store.getAggregateVersion('task-789'), 2);
    }),
  );

  it(
    'refuses a version that is taken, also without an expected version',
    withStore(
      open,
      (store) =>
        assert.rejects(store.saveEvent(rewarded(2, 0.9)), {
          code: 'version-conflict',
          message: 'task-789 is at version 3, the writer expected 1: read the stream again and retry',
        }),
      stream(3),
    ),
  );

  it(
    'lets one of two writers win who append the same version at the same time',
    withStore(open, async (store) => {
      const results = await Promise.allSettled([
        store.saveEvent(rewarded(1, 0.4), { expectedVersion: 0 }),
        store.saveEvent(rewarded(1, 0.9), { expectedVersion: 0 }),
      ]);
      assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
      assert.equal(await store.countStream('task-789'), 1);
    }),
  );

  it(
    'accepts a gap in the versions, as imports have them',
    withStore(open, async (store) => {
      await store.saveEvents([rewarded(1, 0.1), rewarded(9, 0.9), rewarded(5, 0.5)]);
      assert.deepEqual(versions(await store.getEventsByAggregate('task-789')), [1, 5, 9]);
    }),
  );

  it(
    'refuses an event id that is already stored',
    withStore(open, async (store) => {
      const event = rewarded(1, 0.1);
      await store.saveEvent(event);
      await assert.rejects(store.saveEvent({ ...event, version: 2 }), { code: 'duplicate-event' });
      assert.equal(await store.countStream('task-789'), 1);
    }),
  );

  it(
    'refuses an event that lacks what every event must have',
    withStore(open, async (store) => {
      const nameless = rewarded(1, 0.1, { aggregate_id: '' });
      await assert.rejects(store.saveEvent(nameless), {
        code: 'invalid-event',
        message: 'Event must have an aggregate_id',
      });
      await assert.rejects(store.saveEvent(rewarded(0, 0.1, { timestamp: '2025-09-19' })), {
        code: 'invalid-event',
        message: 'Event version must be >= 1',
      });
      await assert.rejects(store.saveEvent(rewarded(1, 0.1, { timestamp: 'noon' })), { code: 'invalid-event' });
    }),
  );
}
