import type { RecordedEvent, StreamKey } from '../domain/event.ts';
import type { StreamSearch } from '../domain/event-store.ts';
import { areSameItems } from '../domain/same-items.ts';
import type { Breakpoint } from './breakpoint.ts';
import type { EventLog } from './event-log.ts';
import type { HitContext } from './event-view.ts';
import { type FoldSource, NO_ANOMALIES } from './fold-source.ts';
import type { Pace } from './pace.ts';
import type { ScanEnd } from './scan.ts';

/** An event of a log and its position; no event before the first. */
export interface Standing {
  readonly position: number;
  readonly event: RecordedEvent | undefined;
}

/** How a search ended, and where. */
export type SeekEnd = ScanEnd & Standing;

type Way = keyof StreamSearch;

/** So many of the nearest events are held against conditions one by one. */
const NEAR = 200;

const NOTHING = { anomalies: NO_ANOMALIES, failure: undefined, state: {}, before: {}, changed: () => false };

/**
 * Finds the hits of breakpoints for which an event alone decides, by asking the store for them: nothing is folded on the
 * way. Events that the store passes over by itself are not evaluated, so a condition that fails on them is not counted
 * there; on the nearest events it is, so that one that always fails does not keep quiet.
 */
export class Seek {
  readonly hasConditions: boolean;
  readonly #log: EventLog;
  readonly #breakpoints: readonly Breakpoint[];
  readonly #search: StreamSearch | undefined;
  /** Positions at which a breakpoint is set, in order. */
  readonly #places: readonly number[];
  /** Where the way back ends, once somebody has been there. */
  #start: Standing | undefined;

  private constructor(log: EventLog, breakpoints: readonly Breakpoint[], search: StreamSearch | undefined) {
    this.#log = log;
    this.#breakpoints = breakpoints;
    this.#search = search;
    this.hasConditions = breakpoints.some(({ filter }) => filter?.where !== undefined);
    this.#places = breakpoints.flatMap(({ spec }) => spec.position ?? []).sort((a, b) => a - b);
  }

  /**
   * Undefined where the events must be walked: states decide, events are not as recorded, the store is no help. It is
   * the one before as long as the breakpoints are the same: who goes to and fro need not plan it again.
   */
  static over(
    { log, projection, edits }: FoldSource,
    breakpoints: readonly Breakpoint[],
    before?: Seek,
  ): Seek | undefined {
    if (log.aggregateIds.length > 1 || !edits.isEmpty || projection.prepare) return undefined;
    if (before && areSameItems(before.#breakpoints, breakpoints)) return before;
    if (breakpoints.some(({ filter }) => !filter)) return undefined;
    const filters = breakpoints.flatMap(({ spec, filter }) => (filter && spec.position === undefined ? filter : []));
    const search = filters.length > 0 ? log.store.searchStream?.(log.aggregateIds[0]!, filters) : undefined;
    return filters.length > 0 && !search ? undefined : new Seek(log, breakpoints, search);
  }

  /** The next hit after a place, at most up to a position, else where it ends. */
  async forward(from: Standing, pace: Pace, upTo?: number): Promise<SeekEnd> {
    const goal = upTo ?? (this.#log.isBounded ? await this.#log.last() : undefined);
    const end = await this.#seek('next', from, goal, pace);
    if (end) return end;
    const last = (goal === undefined ? undefined : await this.#at(goal)) ?? (await this.#at(await this.#log.last()));
    return { kind: 'end', ...(last ?? from) };
  }

  /** The last hit before a place, down to a position, else that. */
  async back(from: Standing, pace: Pace, downTo: number): Promise<SeekEnd> {
    const end = await this.#seek('previous', from, downTo, pace);
    if (end) return end;
    if (this.#start?.position !== downTo) this.#start = await this.#at(downTo);
    return { kind: 'end', ...(this.#start ?? from) };
  }

  async #seek(way: Way, from: Standing, goal: number | undefined, pace: Pace): Promise<SeekEnd | undefined> {
    let at = from;
    for (const near of this.hasConditions ? await this.#near(way, from, goal) : []) {
      const hits = this.#hitsOf(near);
      if (hits.length > 0) return { kind: 'hit', ...near, hits };
      at = near;
      await pace.breathe(near.position);
      if (pace.isStopRequested) return { kind: 'paused', ...near };
    }
    const isAhead = (position: number) =>
      way === 'next'
        ? position > at.position && position <= (goal ?? Infinity)
        : position < at.position && position >= goal!;
    const places = this.#places.filter(isAhead);
    if (way === 'previous') places.reverse();
    for (const place of places) {
      const next = await this.#at(place);
      const end = await this.#ask(way, at, next?.event?.key, pace);
      if (end || !next) return end;
      const hits = this.#hitsOf(next);
      if (hits.length > 0) return { kind: 'hit', ...next, hits };
      at = next;
    }
    if (goal !== undefined && !isAhead(goal)) return undefined;
    // The start of the log is where a search ends anyway: no need to read the event there.
    const isOpen = goal === undefined || (way === 'previous' && goal === 1);
    return this.#ask(way, at, isOpen ? undefined : (await this.#at(goal))?.event?.key, pace);
  }

  /** Between two places, the second inclusive. */
  async #ask(way: Way, from: Standing, to: StreamKey | undefined, pace: Pace): Promise<SeekEnd | undefined> {
    let key = from.event?.key;
    while (this.#search) {
      const step = way === 'next' ? await this.#search.next(key, to) : await this.#search.previous(key!, to);
      if (step.kind === 'end') return undefined;
      key = step.kind === 'found' ? step.event.key : step.key;
      if (step.kind === 'found') {
        const found = { position: step.position ?? (await this.#positionOf(key)), event: step.event };
        const hits = this.#hitsOf(found);
        if (hits.length > 0) return { kind: 'hit', ...found, hits };
      }
      // Counting to a position may take long, so that a version has to say roughly how far this is.
      await pace.breathe(key.version);
      if (pace.isStopRequested) return { kind: 'paused', ...((await this.#at(await this.#positionOf(key))) ?? from) };
    }
    return undefined;
  }

  /** The nearest events, nearest first. */
  async #near(way: Way, from: Standing, goal: number | undefined): Promise<readonly Standing[]> {
    const isForward = way === 'next';
    const before = isForward ? from.position : Math.max(from.position - 1 - NEAR, goal! - 1);
    const size = Math.min(NEAR, (isForward ? (goal ?? Infinity) : from.position - 1) - before);
    if (size <= 0) return [];
    const start = isForward ? from.event : (await this.#at(before))?.event;
    const events = await this.#log.read(before, start?.key, undefined, size);
    const near = events.map((event, index) => ({ position: before + index + 1, event }));
    return isForward ? near : near.reverse();
  }

  #hitsOf({ position, event }: Standing): readonly Breakpoint[] {
    if (!event) return [];
    const context: HitContext = { ...NOTHING, event, position, aggregateId: event.aggregate_id };
    return this.#breakpoints.filter((breakpoint) => breakpoint.matches(context, breakpoint.record));
  }

  #positionOf(key: StreamKey): Promise<number> {
    return this.#log.store.getPosition(this.#log.aggregateIds[0]!, key);
  }

  async #at(position: number): Promise<Standing | undefined> {
    const event = position > 0 ? await this.#log.store.getEventAt(this.#log.aggregateIds[0]!, position) : undefined;
    return event && { position, event };
  }
}
