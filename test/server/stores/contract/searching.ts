import assert from 'node:assert/strict';
import type { EventStore } from '../../../../server/domain/event-store.ts';
import type { EventFilter } from '../../../../server/domain/filter.ts';
import { rewarded, stream, updated } from '../example-events.ts';
import { type OpenEmptyStore, withStore } from './with-store.ts';

/** The versions that a search finds between two versions, the first exclusive, the second inclusive. */
async function found(
  store: EventStore,
  filters: readonly EventFilter[],
  way: 'next' | 'previous',
  from?: number,
  to?: number,
): Promise<number[]> {
  const keyOf = async (version?: number) =>
    version === undefined ? undefined : (await store.getEventAt('task-789', version))!.key;
  const search = store.searchStream!('task-789', filters)!;
  const versions: number[] = [];
  const end = await keyOf(to);
  for (let key = await keyOf(from); ; ) {
    const step = way === 'next' ? await search.next(key, end) : await search.previous(key!, end);
    if (step.kind === 'end') return versions;
    key = step.kind === 'found' ? step.event.key : step.key;
    if (step.kind === 'found') versions.push(step.event.version);
  }
}

/** For stores that search; what they find in hostile payloads is looked at where the replay uses it. */
export function itSearches(open: OpenEmptyStore): void {
  const events = [
    ...stream(9, (version) =>
      rewarded(version, version / 10, { event_type: version % 4 === 0 ? 'task.failed' : 'completed' }),
    ),
    ...stream(3, updated),
  ];

  it(
    'finds what one of the filters selects, in either direction, between two places',
    withStore(
      open,
      async (store) => {
        if (!store.searchStream) return;
        const failed = [{ event_type: 'failed' }];
        assert.deepEqual(await found(store, failed, 'next'), [4, 8]);
        assert.deepEqual(await found(store, failed, 'next', 4), [8]);
        assert.deepEqual(await found(store, failed, 'next', 3, 4), [4]);
        assert.deepEqual(await found(store, failed, 'next', 4, 7), []);
        assert.deepEqual(await found(store, failed, 'previous', 9), [8, 4]);
        assert.deepEqual(await found(store, failed, 'previous', 8), [4]);
        assert.deepEqual(await found(store, failed, 'previous', 8, 5), []);
        const either = [...failed, { where: "event_data['reward'] > 0.6" }];
        assert.deepEqual(await found(store, either, 'next'), [4, 7, 8, 9]);
        assert.deepEqual(await found(store, either, 'previous', 9, 4), [8, 7, 4]);
      },
      events,
    ),
  );

  it(
    'refuses a bad filter at once',
    withStore(open, async (store) => {
      if (!store.searchStream) return;
      assert.throws(() => store.searchStream!('task-789', [{ where: 'reward >' }]), { code: 'bad-expression' });
    }),
  );
}
