import type { Event, StreamKey } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import { isNormalTimestamp } from '../domain/timestamp.ts';
import type { StreamPlace } from './event-log.ts';
import { Pace } from './pace.ts';

const PAGE = 500;
/** How often the counts of all streams are written down, in events. */
const MARK = 1_024;

const TIMESTAMP: ReadonlySet<keyof Event> = new Set(['timestamp']);

/** A stream on its way into the order: the times of its next events. */
interface Head {
  readonly aggregateId: string;
  times: string[];
  next: number;
  key: StreamKey | undefined;
  /** The latest time so far: a stream whose clock went back does not leave its order. */
  latest: string;
}

/**
 * In which order the events of several streams stand: by time, each stream in its own order, what happened at the same
 * time by aggregate_id. It is found as far as somebody asks, by reading the times alone, and takes two bytes for each
 * event. What was found once stays; what arrives later comes after it.
 */
export class StreamOrder {
  readonly #store: EventStore;
  readonly #aggregateIds: readonly string[];
  readonly #heads: readonly Head[];
  /** For each position the index of its stream. */
  #order = new Uint16Array(MARK);
  #length = 0;
  /** How many events of each stream there are up to the end of the order, and up to each multiple of MARK. */
  readonly #counts: Uint32Array;
  readonly #marks: Uint32Array[];
  #growing: Promise<unknown> = Promise.resolve();

  constructor(store: EventStore, aggregateIds: readonly string[]) {
    this.#store = store;
    this.#aggregateIds = aggregateIds;
    const byId = [...aggregateIds].sort((a, b) => (a < b ? -1 : 1));
    this.#heads = byId.map((aggregateId) => ({ aggregateId, times: [], next: 0, key: undefined, latest: '' }));
    this.#counts = new Uint32Array(aggregateIds.length);
    this.#marks = [this.#counts.slice()];
  }

  /** As far as it is known. */
  get length(): number {
    return this.#length;
  }

  /** The indexes of the streams of the events from one position, exclusive, to another. */
  slice(from: number, to: number): Uint16Array {
    return this.#order.subarray(from, to);
  }

  /** How many events of each stream stand up to a position that is known. */
  countsAt(position: number): Uint32Array {
    const mark = Math.floor(position / MARK);
    const counts = this.#marks[mark]!.slice();
    for (let at = mark * MARK; at < position; at++) counts[this.#order[at]!]!++;
    return counts;
  }

  /** Where the n-th event of a stream stands; undefined when the stream has not so many. */
  async find({ aggregateId, position }: StreamPlace): Promise<number | undefined> {
    const index = this.#aggregateIds.indexOf(aggregateId);
    if (index < 0 || position < 1) return undefined;
    while (this.#counts[index]! < position) {
      const before = this.#length;
      await this.grow(2 * before + MARK);
      if (this.#length === before) return undefined;
    }
    const mark = lastMark(this.#marks, (counts) => counts[index]! < position);
    let count = this.#marks[mark]![index]!;
    let at = mark * MARK;
    while (count < position) if (this.#order[at++] === index) count++;
    return at;
  }

  /** Finds the order up to a length, if there are so many events. One at a time. */
  grow(length: number): Promise<void> {
    const growing = this.#growing.then(() => this.#merge(length));
    this.#growing = growing.catch(() => {});
    return growing;
  }

  async #merge(length: number): Promise<void> {
    if (this.#length >= length) return;
    const pace = new Pace();
    for (const head of this.#heads) await this.#fill(head);
    while (this.#length < length) {
      const head = this.#takeRun(length);
      if (!head) return;
      await this.#fill(head);
      // Far into long streams this takes seconds, and others want to be heard meanwhile.
      await pace.breathe(this.#length);
    }
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
    const index = this.#aggregateIds.indexOf(head.aggregateId);
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
    const page = await this.#store.readStream(aggregateId, { after, limit: PAGE, fields: TIMESTAMP });
    head.next = 0;
    head.times = page.map(({ timestamp }) => {
      if (timestamp > head.latest && isNormalTimestamp(timestamp)) head.latest = timestamp;
      return head.latest;
    });
    head.key = page.at(-1)?.key ?? after;
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
