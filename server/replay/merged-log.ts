import { DomainError } from '../domain/errors.ts';
import type { Event, RecordedEvent, StreamKey } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import type { EventLog, StreamPlace } from './event-log.ts';
import { assertStream } from './stream-log.ts';
import { StreamOrder } from './stream-order.ts';

const PAGE = 500;
/** How many ends of pages are remembered, from which reading goes on without asking where they are. */
const KEPT = 8;

/** The part of a merged log that is walked: from the first of some events to the last of others. All where there are none. */
export interface LogEnds {
  readonly from?: readonly StreamPlace[] | undefined;
  readonly to?: readonly StreamPlace[] | undefined;
}

/** Several streams as one log, in the order of time; see `StreamOrder`. */
export class MergedLog implements EventLog {
  readonly store: EventStore;
  readonly aggregateIds: readonly string[];
  #order: StreamOrder;
  #first = 1;
  #last: number | undefined;
  /** Where each stream stands at the end of pages that were read. */
  readonly #ends = new Map<number, readonly (StreamKey | undefined)[]>();

  private constructor(store: EventStore, aggregateIds: readonly string[]) {
    this.store = store;
    this.aggregateIds = aggregateIds;
    this.#order = new StreamOrder(store, aggregateIds);
  }

  /** Ids are in the order in which a user wants to see them. Throws `bad-position` for ends that are not in the log. */
  static async open(store: EventStore, aggregateIds: readonly string[], ends: LogEnds = {}): Promise<MergedLog> {
    const log = new MergedLog(store, [...new Set(aggregateIds)]);
    if (ends.from?.length) log.#first = Math.min(...(await log.#mustFind(ends.from)));
    if (ends.to?.length) log.#last = Math.max(...(await log.#mustFind(ends.to)));
    return log;
  }

  /** A log with one more stream, that begins and ends at the same events. Throws `stream-not-found`. */
  static async extend(log: EventLog, aggregateId: string): Promise<MergedLog> {
    await assertStream(log.store, aggregateId);
    const at = async (position: number) => [await log.placeAt(position)].flatMap((place) => place ?? []);
    const from = log.first > 1 ? await at(log.first) : [];
    const to = log.isBounded ? await at(await log.last()) : [];
    return MergedLog.open(log.store, [...log.aggregateIds, aggregateId], { from, to });
  }

  get isBounded(): boolean {
    return this.#last !== undefined;
  }

  get first(): number {
    return this.#first;
  }

  async last(): Promise<number> {
    if (this.#last !== undefined) return this.#last;
    await this.#order.grow(Infinity);
    return this.#order.length;
  }

  async read(
    position: number,
    _key: StreamKey | undefined,
    fields?: ReadonlySet<keyof Event>,
    most = PAGE,
  ): Promise<RecordedEvent[]> {
    const order = this.#order;
    await order.grow(position + PAGE);
    const end = Math.min(position + Math.min(most, PAGE), this.#last ?? Infinity, order.length);
    if (end <= position) return [];
    const indexes = order.slice(position, end);
    const counts = order.countsAt(position);
    const wanted = new Uint32Array(this.aggregateIds.length);
    for (const index of indexes) wanted[index]!++;
    const keys = this.#ends.get(position) ?? [];
    const some = fields && new Set<keyof Event>([...fields, 'aggregate_id']);
    const read = async (aggregateId: string, index: number) => {
      const limit = wanted[index]!;
      if (limit === 0) return [];
      const after = keys[index] ?? (await this.store.getEventAt(aggregateId, counts[index]!))?.key;
      const page = await this.store.readStream(aggregateId, { after, limit, fields: some });
      if (page.length === limit) return page;
      throw new DomainError('store-failed', `Events of ${aggregateId} have gone from the store: restart the replay`);
    };
    const pages = await Promise.all(this.aggregateIds.map(read));
    this.#remember(
      end,
      pages.map((page, index) => page.at(-1)?.key ?? keys[index]),
    );
    const next = new Uint32Array(pages.length);
    return Array.from(indexes, (index) => pages[index]![next[index]!++]!);
  }

  async find(place: StreamPlace): Promise<number | undefined> {
    const position = await this.#order.find(place);
    return position !== undefined && position <= (this.#last ?? Infinity) ? position : undefined;
  }

  async placeAt(position: number): Promise<StreamPlace | undefined> {
    if (!(Number.isInteger(position) && position >= 1 && position <= (this.#last ?? Infinity))) return undefined;
    await this.#order.grow(position);
    if (position > this.#order.length) return undefined;
    const index = this.#order.slice(position - 1, position)[0]!;
    return { aggregateId: this.aggregateIds[index]!, position: this.#order.countsAt(position)[index]! };
  }

  reset(): void {
    this.#order = new StreamOrder(this.store, this.aggregateIds);
    this.#ends.clear();
  }

  #mustFind(places: readonly StreamPlace[]): Promise<number[]> {
    return Promise.all(
      places.map(async (place) => {
        const found = await this.#order.find(place);
        if (found !== undefined) return found;
        throw new DomainError('bad-position', `${place.aggregateId} has no event ${place.position}`);
      }),
    );
  }

  #remember(position: number, keys: readonly (StreamKey | undefined)[]): void {
    this.#ends.set(position, keys);
    if (this.#ends.size > KEPT) this.#ends.delete(this.#ends.keys().next().value!);
  }
}
