import type { CancellationToken } from 'vscode-languageserver';
import type { EventStore } from '../domain/event-store.ts';
import { qualifiedType } from '../domain/event-types.ts';
import { assertWanted } from './navigation/found-event.ts';

/** More events than this are not looked at to count: a few dozen milliseconds. */
export const MOST_COUNTED = 10_000;
const PAGE = 1_000;
/** In milliseconds: what was counted a moment ago is good enough for the next tooltip. */
const FRESH = 10_000;

const TYPE_FIELDS = new Set(['aggregate_type', 'event_type'] as const);

/** How often each type occurs, by its qualified name, among so many events. */
export interface TypeCounts {
  readonly byType: ReadonlyMap<string, number>;
  readonly counted: number;
  /** There are events that were not counted. */
  readonly more: boolean;
}

/** How often types occur in a store: of a large one, among its first events. */
export class StoreTypes {
  readonly #counts = new WeakMap<EventStore, { readonly counts: TypeCounts; readonly at: number }>();

  async of(store: EventStore, token: CancellationToken): Promise<TypeCounts> {
    const known = this.#counts.get(store);
    // The first events of a large store stay the same for ever.
    if (known && (known.counts.more || performance.now() - known.at < FRESH)) return known.counts;
    const counts = await countStore(store, token);
    this.#counts.set(store, { counts, at: performance.now() });
    return counts;
  }
}

async function countStore(store: EventStore, token: CancellationToken): Promise<TypeCounts> {
  const byType = new Map<string, number>();
  let counted = 0;
  let cursor: string | undefined;
  do {
    assertWanted(token);
    const page = await store.readAll({ limit: PAGE, cursor });
    for (const event of page.events) count(byType, qualifiedType(event));
    counted += page.events.length;
    cursor = page.next;
  } while (cursor && counted < MOST_COUNTED);
  return { byType, counted, more: cursor !== undefined };
}

/** How often types occur in a stream: of a long one, among the events up to a position. */
export async function countStream(
  store: EventStore,
  aggregateId: string,
  position: number,
  token: CancellationToken,
): Promise<TypeCounts> {
  const total = await store.countStream(aggregateId);
  const last = total > MOST_COUNTED ? position : total;
  const first = Math.max(1, last - MOST_COUNTED + 1);
  const byType = new Map<string, number>();
  let after = first > 1 ? (await store.getEventAt(aggregateId, first - 1))?.key : undefined;
  let counted = 0;
  while (counted < last - first + 1) {
    assertWanted(token);
    const limit = Math.min(PAGE, last - first + 1 - counted);
    const page = await store.readStream(aggregateId, { after, limit, fields: TYPE_FIELDS });
    if (page.length === 0) break;
    for (const event of page) count(byType, qualifiedType(event));
    counted += page.length;
    after = page.at(-1)!.key;
  }
  return { byType, counted, more: total > MOST_COUNTED };
}

function count(counts: Map<string, number>, type: string): void {
  counts.set(type, (counts.get(type) ?? 0) + 1);
}
