import type { Breakpoint } from './breakpoint.ts';
import type { HitContext } from './event-view.ts';
import type { HitCounts } from './hit-counts.ts';
import type { Pace } from './pace.ts';

/** The breakpoints that an event hits: those to stop at, and those to log. */
export interface Hits {
  readonly stops: readonly Breakpoint[];
  readonly logs: readonly Breakpoint[];
}

/**
 * Holds events against a set of breakpoints, one event after the other from a position on: the n-th match is the n-th
 * of the stream, whoever counts.
 */
export class HitTest {
  readonly #counts: HitCounts;
  /** In the log, of the last event that was visited. */
  #position: number;
  readonly #anywhere: Breakpoint[] = [];
  readonly #byPosition = new Map<number, Breakpoint[]>();
  readonly #matched = new Map<Breakpoint, number>();
  readonly #isRun: boolean;

  private constructor(position: number, counts: HitCounts, isRun: boolean) {
    this.#position = position;
    this.#counts = counts;
    this.#isRun = isRun;
  }

  /**
   * Ready for the event after the position. Counts earlier matches where a hit count needs them. In a run, as opposed to
   * a single step, conditions that fail are recorded.
   */
  static async from(
    position: number,
    breakpoints: readonly Breakpoint[],
    counts: HitCounts,
    pace: Pace,
    isRun = false,
  ): Promise<HitTest> {
    const test = new HitTest(position, counts, isRun);
    for (const breakpoint of breakpoints) {
      const place = breakpoint.spec.position;
      if (place === undefined) test.#anywhere.push(breakpoint);
      else test.#byPosition.set(place, [...(test.#byPosition.get(place) ?? []), breakpoint]);
      if (breakpoint.isWantedHit) {
        test.#matched.set(breakpoint, await counts.upTo(breakpoint, position, pace));
      }
    }
    return test;
  }

  /** The hits of the next event of the log; undefined, as for most events, when there are none. */
  visit(context: HitContext): Hits | undefined {
    let hits: { stops: Breakpoint[]; logs: Breakpoint[] } | undefined;
    this.#position++;
    const here = this.#byPosition.get(context.position);
    for (const list of here ? [here, this.#anywhere] : [this.#anywhere]) {
      for (const breakpoint of list) {
        if (!this.#isHit(breakpoint, context)) continue;
        hits ??= { stops: [], logs: [] };
        (breakpoint.log ? hits.logs : hits.stops).push(breakpoint);
      }
    }
    for (const [breakpoint, count] of this.#matched) this.#counts.learn(breakpoint, this.#position, count);
    return hits;
  }

  #isHit(breakpoint: Breakpoint, context: HitContext): boolean {
    if (!breakpoint.matches(context, this.#isRun ? breakpoint.record : undefined)) return false;
    if (!breakpoint.isWantedHit) return true;
    const count = this.#matched.get(breakpoint)! + 1;
    this.#matched.set(breakpoint, count);
    return breakpoint.isWantedHit(count);
  }
}
