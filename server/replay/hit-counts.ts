import { type Breakpoint, needsOf } from './breakpoint.ts';
import { MovingView } from './event-view.ts';
import type { FoldSource } from './fold-source.ts';
import { ForwardFold, startAt } from './forward-fold.ts';
import type { Pace } from './pace.ts';

/** A count is remembered at every so many events: eight bytes per thousand. */
const MARK = 1_000;

/**
 * How often a breakpoint matched from the log's start up to a position. The log is immutable, so the n-th match is
 * the same event in either direction and after any jump. What was counted once is remembered at marks.
 */
export class HitCounts {
  readonly #source: FoldSource;
  /** At index i the matches up to position i * MARK. */
  #marks = new WeakMap<Breakpoint, number[]>();

  constructor(source: FoldSource) {
    this.#source = source;
  }

  /** Counts what was not counted before. Throws `cancelled`. */
  async upTo(breakpoint: Breakpoint, position: number, pace: Pace): Promise<number> {
    const marks = this.#marksOf(breakpoint);
    const start = Math.min(Math.floor(position / MARK), marks.length - 1);
    let count = marks[start]!;
    if (start * MARK === position) return count;
    const checkpoint = this.#source.checkpoints.atOrBefore(start * MARK);
    const fold = new ForwardFold(this.#source, startAt(checkpoint), needsOf([breakpoint]));
    const view = new MovingView(fold);
    await fold.moveTo(start * MARK, pace);
    while (fold.position < position) {
      if (!fold.advance()) {
        await pace.breatheOrCancel(position);
        if (!(await fold.fill(pace))) break;
        continue;
      }
      if (breakpoint.matches(view)) count++;
      this.learn(breakpoint, fold.position, count);
    }
    return count;
  }

  /** Remembers a count that somebody else arrived at. */
  learn(breakpoint: Breakpoint, position: number, count: number): void {
    if (position % MARK !== 0) return;
    const marks = this.#marksOf(breakpoint);
    if (marks.length * MARK === position) marks.push(count);
  }

  clear(): void {
    this.#marks = new WeakMap();
  }

  #marksOf(breakpoint: Breakpoint): number[] {
    const known = this.#marks.get(breakpoint);
    if (known) return known;
    const marks = [0];
    this.#marks.set(breakpoint, marks);
    return marks;
  }
}
