import assert from 'node:assert/strict';
import type { Event } from '../../../../server/domain/event.ts';
import { rewarded, updated } from '../example-events.ts';
import { type OpenEmptyStore, withStore } from './with-store.ts';

/** What holds for callers who do not wait for each other. */
export function itAppendsTogether(open: OpenEmptyStore): void {
  it(
    'keeps the order of events that nobody waited for, each with its own id as the answer',
    withStore(open, async (store) => {
      const seen: Event[] = [];
      const heard = new Promise<void>((resolve) => {
        const tail = store.subscribe({}, (events) => {
          seen.push(...events);
          if (seen.length < 300) return;
          tail.close();
          resolve();
        });
      });
      const events = Array.from({ length: 300 }, (_, n) => rewarded(Math.floor(n / 3) + 1, 0, inStream(n % 3)));
      const ids = await Promise.all(events.map((event) => store.saveEvent(event)));
      assert.deepEqual(ids, idsOf(events));
      await heard;
      assert.deepEqual(idsOf(seen), ids);
      assert.equal(await store.getAggregateVersion('task-2'), 100);
    }),
  );

  it(
    'lets each caller of a chain expect what the one before it appends',
    withStore(open, async (store) => {
      const saved = Array.from({ length: 12 }, (_, n) => store.saveEvent(rewarded(n + 1, 0), { expectedVersion: n }));
      assert.equal((await Promise.all(saved)).length, 12);
      assert.equal(await store.countStream('task-789'), 12);
    }),
  );

  it(
    'refuses one of many for a version, an id or an empty name, and no other',
    withStore(
      open,
      async (store) => {
        const stored = (await store.getEventAt('task-789', 1))!;
        const good = Array.from({ length: 20 }, (_, n) => rewarded(1, 0, inStream(n)));
        const bad = [
          store.saveEvent(rewarded(2, 0), { expectedVersion: 0 }),
          store.saveEvent(rewarded(1, 0.9)),
          store.saveEvent(rewarded(2, 0, { event_id: stored.event_id })),
          store.saveEvent(rewarded(1, 0, { aggregate_type: '' })),
          store.saveEvents([updated(1), rewarded(1, 0)]),
        ];
        const results = await Promise.allSettled([...good.map((event) => store.saveEvent(event)), ...bad]);
        assert.deepEqual(
          results.map((result) => (result.status === 'fulfilled' ? 'saved' : result.reason.code)),
          [
            ...good.map(() => 'saved'),
            'version-conflict',
            'version-conflict',
            'duplicate-event',
            'invalid-event',
            'version-conflict',
          ],
        );
        assert.equal(await store.countEvents({}), good.length + 1);
        assert.equal(await store.getAggregateVersion('agent-123'), 0);
      },
      [rewarded(1, 0)],
    ),
  );

  it(
    'lets the first of many win who expect the same version, and tells the others both versions',
    withStore(open, async (store) => {
      const racers = Array.from({ length: 30 }, () => rewarded(1, 0));
      const results = await Promise.allSettled(racers.map((event) => store.saveEvent(event, { expectedVersion: 0 })));
      assert.deepEqual(
        results.map((result) => (result.status === 'fulfilled' ? 'won' : result.reason.message)),
        ['won', ...racers.slice(1).map(() => CONFLICT)],
      );
      assert.deepEqual(idsOf(await store.getEventsByAggregate('task-789')), [racers[0]!.event_id]);
    }),
  );

  it(
    'takes what was asked of it before it was closed',
    withStore(open, async (store) => {
      const saved = [1, 2, 3].map((version) => store.saveEvent(rewarded(version, 0)));
      await store.close();
      assert.equal((await Promise.all(saved)).length, 3);
    }),
  );
}

const CONFLICT = 'task-789 is at version 1, the writer expected 0: read the stream again and retry';

function inStream(n: number): Partial<Event> {
  return { aggregate_id: `task-${n}` };
}

function idsOf(events: readonly Event[]): string[] {
  return events.map(({ event_id }) => event_id);
}
