import type { Breakpoint } from './breakpoint.ts';
import type { EventLog } from './event-log.ts';
import type { EventView, Folded } from './event-view.ts';
import type { FoldSource } from './fold-source.ts';
import type { Pace } from './pace.ts';
import type { ScanEnd } from './scan.ts';
import type { Stop } from './stop.ts';
import { waitForEvents } from './wait-for-events.ts';
import type { Walker } from './walker.ts';

/** The positions that a session has seen: what a timeline is made of. */
export interface Walked {
  /** The furthest position that was walked to. */
  readonly last: number;
  /** Where breakpoints were hit. */
  readonly hits: ReadonlySet<number>;
}

const NOTHING_WALKED: Walked = { last: 0, hits: new Set() };

/**
 * Where a session stands in its log, and its ways from there. Each way ends with a stop; somebody else sees to it that
 * there is one at a time.
 */
export class Cursor {
  readonly #walker: Walker;
  /** Does it wait for new events at the end of the log? */
  readonly #follows: boolean;
  #view: EventView | undefined;
  #furthest: number;
  readonly #hits: Set<number>;

  /** Before the first event of the walker's log. */
  constructor(walker: Walker, follows: boolean, walked = NOTHING_WALKED) {
    this.#walker = walker;
    this.#follows = follows;
    this.#furthest = walked.last;
    this.#hits = new Set(walked.hits);
  }

  get log(): EventLog {
    return this.source.log;
  }
  get source(): FoldSource {
    return this.#walker.source;
  }
  get position(): number {
    return this.#walker.standing.position;
  }
  /** The event on which it stopped; undefined before the first stop. */
  get view(): EventView | undefined {
    return this.#view;
  }
  get walked(): Walked {
    return { last: this.#furthest, hits: this.#hits };
  }

  streamPosition(aggregateId: string): number {
    return this.#walker.streamPosition(aggregateId);
  }

  /** Folds up to where it stands. Throws `cancelled`. */
  settle(pace: Pace): Promise<Folded> {
    return this.#walker.settle(pace);
  }

  async start(pace: Pace): Promise<Stop> {
    await this.#walker.moveTo(this.log.first - 1, pace);
    return this.#stepOn('entry', pace);
  }

  async stepForward(pace: Pace, aggregateId?: string): Promise<Stop> {
    if (aggregateId === undefined || this.log.aggregateIds.length === 1) return this.#stepOn('step', pace);
    const target = await this.#neighbour(aggregateId, 1);
    if (target !== undefined) return this.#passTo(target, pace);
    const isLast = this.position >= (await this.log.last());
    return isLast || this.#follows ? this.#stepOn('step', pace) : this.stop('stream-end', 'forward');
  }

  async stepBack(pace: Pace, aggregateId?: string): Promise<Stop> {
    const isOne = aggregateId === undefined || this.log.aggregateIds.length === 1;
    const target = isOne ? this.position - 1 : await this.#before(aggregateId);
    if (target < this.log.first) return this.stop(this.position > this.log.first ? 'stream-start' : 'start', 'back');
    if (isOne) await this.#walker.stepBack(pace);
    else await this.#walker.moveTo(target, pace);
    return this.stop('step', 'back', await this.#walker.hitsHere(pace));
  }

  async runForward(pace: Pace): Promise<Stop> {
    const origin = this.position;
    if (origin === 0) await this.#walker.moveTo(this.log.first - 1, pace);
    for (;;) {
      const end = await this.#walker.forward(pace);
      if (end.kind !== 'end') return this.#stopAt(end, 'forward');
      if (!this.#follows) return this.stop(this.position === origin ? 'stopped' : 'end', 'forward');
      await this.#waitForMore(pace);
      if (pace.isStopRequested) return this.stop('pause', 'forward');
    }
  }

  async runBack(pace: Pace): Promise<Stop> {
    return this.#stopAt(await this.#walker.back(pace, this.log.first), 'back');
  }

  async runTo(position: number, reason: 'goto' | 'step', pace: Pace): Promise<Stop> {
    const target = Math.max(position, this.log.first);
    const isForward = target >= this.position;
    const direction = isForward ? 'forward' : 'back';
    const end = isForward ? await this.#walker.forward(pace, target) : await this.#walker.back(pace, target);
    if (end.kind === 'end' && this.position === target) return this.stop(reason, direction);
    return this.#stopAt(end, direction);
  }

  async moveTo(position: number, pace: Pace): Promise<Stop> {
    await this.#walker.moveTo(position, pace);
    return this.stop('goto', 'jump', await this.#walker.hitsHere(pace));
  }

  /** As `moveTo`, for whoever is there already: what is hit there was told before. */
  async returnTo(position: number, pace: Pace): Promise<Stop> {
    await this.#walker.moveTo(position, pace);
    return this.stop('goto', 'jump');
  }

  /** Folds anew from a position on, because what led there has changed. */
  async refold(from: number, pace: Pace): Promise<Stop> {
    await this.#walker.refold(from, pace);
    return this.stop('goto', 'jump');
  }

  /** Stops where it stands. */
  stop(reason: Stop['reason'], direction: Stop['direction'], hits: readonly Breakpoint[] = []): Stop {
    const { position } = this;
    this.#view = this.#walker.view();
    this.#furthest = Math.max(this.#furthest, position);
    if (hits.length > 0) this.#hits.add(position);
    return {
      reason,
      direction,
      position,
      hits: hits.map(({ id }) => id),
      anomalies: this.#walker.anomaliesAmong(hits),
    };
  }

  #stopAt(end: ScanEnd, direction: 'forward' | 'back'): Stop {
    if (end.kind === 'hit') return this.stop('breakpoint', direction, end.hits);
    if (end.kind === 'paused') return this.stop('pause', direction);
    return this.stop(direction === 'forward' ? 'end' : 'start', direction);
  }

  async #stepOn(reason: 'entry' | 'step', pace: Pace): Promise<Stop> {
    if (this.position < this.log.first - 1) await this.#walker.moveTo(this.log.first - 1, pace);
    for (;;) {
      const hits = await this.#walker.visitNext(pace);
      if (hits) return this.stop(reason, 'forward', hits);
      if (!this.#follows) return this.stop('stopped', 'forward');
      await this.#waitForMore(pace);
      if (pace.isStopRequested) return this.stop('pause', 'forward');
    }
  }

  /** Forward to a position, stopping at nothing on the way. */
  async #passTo(position: number, pace: Pace): Promise<Stop> {
    const end = await this.#walker.pass(position, pace);
    if (end.kind === 'paused') return this.#stopAt(end, 'forward');
    return this.stop('step', 'forward', await this.#walker.hitsHere(pace));
  }

  /** Where a stream's event stands in the log that comes so many after its current one. */
  #neighbour(aggregateId: string, offset: 1 | 0 | -1): Promise<number | undefined> {
    return this.log.find({ aggregateId, position: this.streamPosition(aggregateId) + offset });
  }

  /** Where a stream was one event earlier; before its first event it had not begun. Less than any position when it has not. */
  async #before(aggregateId: string): Promise<number> {
    const previous = await this.#neighbour(aggregateId, -1);
    if (previous !== undefined && previous >= this.log.first) return previous;
    return ((await this.#neighbour(aggregateId, 0)) ?? 0) - 1;
  }

  #waitForMore({ signal }: Pace): Promise<void> {
    const { position, event } = this.#walker.standing;
    const hasMore = async () => (await this.log.read(position, event?.key)).length > 0;
    return waitForEvents(this.log, hasMore, signal);
  }
}
