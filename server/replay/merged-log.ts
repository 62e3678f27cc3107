import { DomainError } from '../domain/errors.ts';
import type { Event, RecordedEvent, StreamKey } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import { isNormalTimestamp } from '../domain/timestamp.ts';
import type { EventLog, StreamPlace } from './event-log.ts';
import { assertStream } from './stream-log.ts';

const PAGE = 500;
/** How often the counts of all streams are written down, in events. */
const MARK = 1_024;
/** How many ends of pages are remembered, from which reading goes on without asking where they are. */
const KEPT = 8;

const TIMESTAMP: ReadonlySet<keyof Event> = new Set(['timestamp']);

/** A stream on its way into the log: the times of its next events. */
interface Head {
  readonly aggregateId: string;
  times: string[];
  next: number;
  key: StreamKey | undefined;
  /** The latest time so far: a stream whose clock went back does not leave its order. */
  latest: string;
}

/** The part of a merged log that is walked, by the events at its ends; from the first to the last when left out. */
export interface LogEnds {
  readonly first?: StreamPlace | undefined;
  readonly last?: StreamPlace | undefined;
}

/**
 * Several streams as one log, in the order of time. Each stream keeps its own order: an event whose time is before
 * that of its predecessor counts as of the same time. What happened at the same time is ordered by aggregate_id, so the
 * order is the same in every session.
 *
 * The order is found as far as somebody asks, by reading the times alone, and takes two bytes for each event.
 */
export class MergedLog implements EventLog {
  readonly store: EventStore;
  readonly aggregateIds: readonly string[];
  #first = 1;
  #last: number | undefined;
  #heads: Head[] = [];
  /** For each position the index of its stream. */
  #order = new Uint16Array(MARK);
  #length = 0;
  /** How many events of each stream there are up to the end of the order, and up to each multiple of MARK. */
  #counts: Uint32Array;
  #marks: Uint32Array[] = [];
  #growing: Promise<unknown> = Promise.resolve();
  /** Where each stream stands at the end of pages that were read. */
  readonly #ends = new Map<number, readonly (StreamKey | undefined)[]>();

  private constructor(store: EventStore, aggregateIds: readonly string[]) {
    this.store = store;
    this.aggregateIds = aggregateIds;
    this.#counts = new Uint32Array(aggregateIds.length);
    this.reset();
  }

  /** Ids are in the order in which a user wants to see them. Throws `bad-position` for ends that are not in the log. */
  static async open(store: EventStore, aggregateIds: readonly string[], ends: LogEnds = {}): Promise<MergedLog> {
    const log = new MergedLog(store, [...new Set(aggregateIds)]);
    if (ends.first) log.#first = await log.#mustFind(ends.first);
    if (ends.last) log.#last = await log.#mustFind(ends.last);
    return log;
  }

  /** A log with one more stream, that begins and ends at the same events. */
  static async extend(log: EventLog, aggregateId: string): Promise<MergedLog> {
    await assertStream(log.store, aggregateId);
    const first = await log.placeAt(log.first);
    const last = log.isBounded ? await log.placeAt(await log.last()) : undefined;
    return MergedLog.open(log.store, [...log.aggregateIds, aggregateId], { first, last });
  }

  get isBounded(): boolean {
    return this.#last !== undefined;
  }

  get first(): number {
    return this.#first;
  }

  async last(): Promise<number> {
    if (this.#last === undefined) await this.#grow(Infinity);
    return this.#last ?? this.#length;
  }

  async read(
    position: number,
    _key: StreamKey | undefined,
    fields?: ReadonlySet<keyof Event>,
  ): Promise<RecordedEvent[]> {
    await this.#grow(position + PAGE);
    const end = Math.min(position + PAGE, this.#last ?? Infinity, this.#length);
    if (end <= position) return [];
    const order = this.#order.subarray(position, end);
    const counts = this.#countsAt(position);
    const wanted = new Uint32Array(this.aggregateIds.length);
    for (const index of order) wanted[index]!++;
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
    return Array.from(order, (index) => pages[index]![next[index]!++]!);
  }

  async find({ aggregateId, position }: StreamPlace): Promise<number | undefined> {
    const index = this.aggregateIds.indexOf(aggregateId);
    if (index < 0 || position < 1) return undefined;
    while (this.#counts[index]! < position) {
      const { length } = this.#order;
      if ((await this.#grow(this.#length + Math.max(MARK, length))) === 0) return undefined;
    }
    const mark = lastMark(this.#marks, (counts) => counts[index]! < position);
    let count = this.#marks[mark]![index]!;
    let at = mark * MARK;
    while (count < position) if (this.#order[at++] === index) count++;
    return at <= (this.#last ?? Infinity) ? at : undefined;
  }

  async placeAt(position: number): Promise<StreamPlace | undefined> {
    if (!(Number.isInteger(position) && position >= 1 && position <= (this.#last ?? Infinity))) return undefined;
    await this.#grow(position);
    if (position > this.#length) return undefined;
    const index = this.#order[position - 1]!;
    return { aggregateId: this.aggregateIds[index]!, position: this.#countsAt(position)[index]! };
  }

  reset(): void {
    const byId = [...this.aggregateIds].sort((a, b) => (a < b ? -1 : 1));
    this.#heads = byId.map((aggregateId) => ({ aggregateId, times: [], next: 0, key: undefined, latest: '' }));
    this.#length = 0;
    this.#counts.fill(0);
    this.#marks = [this.#counts.slice()];
    this.#ends.clear();
  }

  async #mustFind(place: StreamPlace): Promise<number> {
    const found = await this.find(place);
    if (found !== undefined) return found;
    throw new DomainError('bad-position', `${place.aggregateId} has no event ${place.position}`);
  }

  /** Finds the order up to a length, if there are so many events; returns by how many it grew. One at a time. */
  #grow(length: number): Promise<number> {
    const growing = this.#growing.then(() => (this.#length < length ? this.#merge(length) : 0));
    this.#growing = growing.catch(() => {});
    return growing;
  }

  async #merge(length: number): Promise<number> {
    const begin = this.#length;
    for (const head of this.#heads) await this.#fill(head);
    while (this.#length < length) {
      const head = this.#takeRun(length);
      if (!head) break;
      await this.#fill(head);
    }
    return this.#length - begin;
  }

  /** Takes events from the stream that is next in time, until another is or its times have run out; returns it. */
  #takeRun(length: number): Head | undefined {
    let head: Head | undefined;
    let other = '\uffff';
    let isOtherFirst = false;
    for (const each of this.#heads) {
      const time = each.times[each.next];
      if (time === undefined) continue;
      const best = head?.times[head.next];
      if (best === undefined || time < best) {
        // What stands before in the list wins when the times are the same.
        if (best !== undefined) [other, isOtherFirst] = [best < other ? best : other, true];
        head = each;
      } else if (time < other) {
        [other, isOtherFirst] = [time, false];
      }
    }
    if (!head) return undefined;
    const index = this.aggregateIds.indexOf(head.aggregateId);
    while (this.#length < length) {
      const time = head.times[head.next];
      if (time === undefined || time > other || (time === other && isOtherFirst)) break;
      this.#push(index);
      head.next++;
    }
    return head;
  }

  #push(index: number): void {
    if (this.#length === this.#order.length) {
      const longer = new Uint16Array(this.#order.length * 2);
      longer.set(this.#order);
      this.#order = longer;
    }
    this.#order[this.#length++] = index;
    this.#counts[index]!++;
    if (this.#length % MARK === 0) this.#marks.push(this.#counts.slice());
  }

  async #fill(head: Head): Promise<void> {
    if (head.next < head.times.length) return;
    const { aggregateId, key: after } = head;
    const page = await this.store.readStream(aggregateId, { after, limit: PAGE, fields: TIMESTAMP });
    head.next = 0;
    head.times = page.map(({ timestamp }) => {
      if (timestamp > head.latest && isNormalTimestamp(timestamp)) head.latest = timestamp;
      return head.latest;
    });
    head.key = page.at(-1)?.key ?? after;
  }

  #countsAt(position: number): Uint32Array {
    const mark = Math.floor(position / MARK);
    const counts = this.#marks[mark]!.slice();
    for (let at = mark * MARK; at < position; at++) counts[this.#order[at]!]!++;
    return counts;
  }

  #remember(position: number, keys: readonly (StreamKey | undefined)[]): void {
    this.#ends.set(position, keys);
    if (this.#ends.size > KEPT) this.#ends.delete(this.#ends.keys().next().value!);
  }
}

/** The index of the last mark that is before something, by halving; the first one always is. */
function lastMark(marks: readonly Uint32Array[], isBefore: (counts: Uint32Array) => boolean): number {
  let low = 0;
  let high = marks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isBefore(marks[middle]!)) low = middle;
    else high = middle - 1;
  }
  return low;
}
