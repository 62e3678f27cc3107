import assert from 'node:assert/strict';
import type { RecordedEvent } from '../../../../server/domain/event.ts';
import type { EventStore } from '../../../../server/domain/event-store.ts';
import { compileWhere } from '../../../../server/domain/where.ts';

/** What the store finds is what the expression accepts; how many those are, and of how many. */
export async function assertSame(store: EventStore, source: string): Promise<[selected: number, all: number]> {
  const { events: all } = await store.queryEvents({}, { limit: 1_000 });
  const { events } = await store.queryEvents({ where: source }, { limit: 1_000 });
  const ids = (list: readonly RecordedEvent[]) => list.map(({ event_id }) => event_id);
  const accepts = compileWhere(source, () => 1);
  assert.deepEqual(ids(events), ids(all.filter(accepts.test)), source);
  assert.equal(await store.countEvents({ where: source }), events.length, source);
  return [events.length, all.length];
}
