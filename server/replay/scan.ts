import { workDone } from '../domain/expressions/index.ts';
import { type Breakpoint, needsOf } from './breakpoint.ts';
import { type Moving, MovingView } from './event-view.ts';
import type { FoldSource } from './fold-source.ts';
import { ForwardFold, startAt } from './forward-fold.ts';
import type { HitCounts } from './hit-counts.ts';
import { HitTest } from './hit-test.ts';
import type { Pace } from './pace.ts';

export type OnPass = (at: Moving) => void;

export interface ScanOptions {
  readonly breakpoints: readonly Breakpoint[];
  readonly counts: HitCounts;
  readonly pace: Pace;
  /** Called for every event passed going forward, before its log messages. */
  readonly onPass?: OnPass | undefined;
  /** Called for every log message, going forward. */
  readonly onLog: (breakpoint: Breakpoint, text: string, fold: ForwardFold) => void;
}

/** How a run ended: at a hit, where it was paused, or where there are no more events in its direction. */
export type ScanEnd =
  | { readonly kind: 'hit'; readonly position: number; readonly hits: readonly Breakpoint[] }
  | { readonly kind: 'paused'; readonly position: number }
  | { readonly kind: 'end' };

/** Events that are folded at once going back, at most. */
const LONGEST_SPAN = 32_000;

/** Conditions may be slow, so a pause is looked for this often, in events; sooner after so many steps of evaluation. */
const CHECK = 64;
const MUCH_WORK = 10_000;

function checks(): (position: number) => boolean {
  let checked = workDone();
  return (position) => {
    if (position % CHECK !== 0 && workDone() - checked <= MUCH_WORK) return false;
    checked = workDone();
    return true;
  };
}

/** Moves the fold forward to the next hit, at most up to a position. */
export async function scanForward(fold: ForwardFold, options: ScanOptions, upTo = Infinity): Promise<ScanEnd> {
  const { pace } = options;
  const test = await HitTest.from(fold.position, options.breakpoints, options.counts, pace, true);
  const view = new MovingView(fold);
  const isTimeToCheck = checks();
  while (fold.position < upTo) {
    if (!fold.advance()) {
      if (!(await fold.fill(pace))) return { kind: 'end' };
      continue;
    }
    options.onPass?.(fold);
    const hits = test.visit(view);
    if (hits) {
      for (const breakpoint of hits.logs) options.onLog(breakpoint, breakpoint.log!.render(view), fold);
      if (hits.stops.length > 0) return { kind: 'hit', position: fold.position, hits: hits.stops };
    }
    if (isTimeToCheck(fold.position)) {
      await pace.breathe(fold.position);
      if (pace.isStopRequested) return { kind: 'paused', position: fold.position };
    }
  }
  return { kind: 'end' };
}

/**
 * Finds the last hit before a position, down to `from`. It goes from checkpoint to checkpoint, each span folded
 * forward once, so that state and counts are what they are going forward. The longer it takes the longer are the spans: a
 * near hit is found soon, and a far one by reading that goes on for long enough to be done ahead. Log messages are not printed.
 */
export async function scanBack(
  source: FoldSource,
  options: ScanOptions,
  before: number,
  from: number,
): Promise<ScanEnd> {
  const { pace } = options;
  const needs = needsOf(options.breakpoints);
  const isTimeToCheck = checks();
  let end = before - 1;
  let length = 1;
  while (end >= from) {
    // A checkpoint from which the last event of the span is reached by advancing.
    const fold = new ForwardFold(source, startAt(source.checkpoints.atOrBefore(end - length)), needs);
    const start = fold.position;
    const view = new MovingView(fold);
    const test = await HitTest.from(start, options.breakpoints, options.counts, pace, true);
    let last: ScanEnd | undefined;
    while (fold.position < end) {
      if (!fold.advance()) {
        if (!(await fold.fill(pace))) break;
        continue;
      }
      const hits = test.visit(view);
      if (hits && hits.stops.length > 0 && fold.position >= from) {
        last = { kind: 'hit', position: fold.position, hits: hits.stops };
      }
      if (isTimeToCheck(fold.position)) {
        await pace.breathe(fold.position);
        if (pace.isStopRequested) return { kind: 'paused', position: Math.max(end, from) };
      }
    }
    if (last) return last;
    length = Math.min(2 * (end - start), LONGEST_SPAN);
    end = start;
  }
  return { kind: 'end' };
}
