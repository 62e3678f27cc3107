import assert from 'node:assert/strict';
import type { RecordedEvent } from '../../../../server/domain/event.ts';
import type { EventStore } from '../../../../server/domain/event-store.ts';
import type { EventFilter } from '../../../../server/domain/filter.ts';
import { rewarded, stream, updated } from '../example-events.ts';
import { type OpenEmptyStore, versions, withStore } from './with-store.ts';

export function itTails(open: OpenEmptyStore): void {
  it(
    'delivers what is appended after the call, in order, and nothing from before',
    withStore(
      open,
      async (store) => {
        const tail = follow(store, {}, 3);
        await store.saveEvent(rewarded(4, 0.4));
        await store.saveEvents([rewarded(5, 0.5), updated(1)]);
        assert.deepEqual(versions(await tail), [4, 5, 1]);
      },
      stream(3),
    ),
  );

  it(
    'delivers only what the filter lets through',
    withStore(open, async (store) => {
      const tail = follow(store, { event_type: 'agent.updated' }, 2);
      await store.saveEvents([rewarded(1, 0.4), updated(1), rewarded(2, 0.5), updated(2)]);
      assert.deepEqual(
        (await tail).map((event) => event.aggregate_id),
        ['agent-123', 'agent-123'],
      );
    }),
  );

  it(
    'delivers nothing after it was told to stop',
    withStore(open, async (store) => {
      const heard: RecordedEvent[] = [];
      const tail = store.subscribe({}, (events) => heard.push(...events));
      tail.close();
      const other = follow(store, {}, 1);
      await store.saveEvent(rewarded(1, 0.4));
      await other;
      assert.deepEqual(heard, []);
    }),
  );

  it(
    'refuses a bad filter at once',
    withStore(open, async (store) => {
      assert.throws(() => store.subscribe({ from_timestamp: 'noon' }, () => {}), { code: 'bad-filter' });
    }),
  );
}

/** The first `count` events of a tail. */
export function follow(store: EventStore, filter: EventFilter, count: number): Promise<RecordedEvent[]> {
  return new Promise((resolve, onError) => {
    const heard: RecordedEvent[] = [];
    const tail = store.subscribe(
      filter,
      (events) => {
        heard.push(...events);
        if (heard.length < count) return;
        tail.close();
        resolve(heard);
      },
      { onError },
    );
  });
}
