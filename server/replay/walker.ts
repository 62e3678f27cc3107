import type { Anomaly } from '../domain/anomalies.ts';
import { isDomainError } from '../domain/errors.ts';
import { type Breakpoint, needsOf } from './breakpoint.ts';
import type { Breakpoints } from './breakpoints.ts';
import { EventView, type Folded, type Moving, MovingView } from './event-view.ts';
import type { FoldSource } from './fold-source.ts';
import { HitCounts } from './hit-counts.ts';
import { HitTest } from './hit-test.ts';
import { inspect } from './inspect.ts';
import { LogFold } from './log-fold.ts';
import { Pace } from './pace.ts';
import { type OnPass, type ScanEnd, type ScanOptions, scanBack, scanForward } from './scan.ts';
import { Seek, type SeekEnd, type Standing } from './seek.ts';

/** Events that are passed one by one rather than in a run. */
const NEAR = 500;

export type OnLog = (breakpoint: Breakpoint, text: string, at: Moving) => void;

export interface WalkerOptions {
  readonly onLog: OnLog;
  /** Called for each event that is passed going forward. */
  readonly onPass: OnPass | undefined;
  /** Who wants a state calls `settle` first. */
  readonly looksLate: boolean;
}

/**
 * Walks a log either way, and holds its events against the breakpoints on the way. Where events alone decide, it asks the
 * store for the next hit instead, and may stand there before the state is folded: `settle` folds it.
 */
export class Walker {
  readonly #fold: LogFold;
  /** Where it stands, when the fold has not come there yet. */
  #found: Standing | undefined;
  readonly source: FoldSource;
  readonly #counts: HitCounts;
  readonly #breakpoints: Breakpoints;
  readonly #options: WalkerOptions;
  #seek: Seek | undefined;

  constructor(source: FoldSource, breakpoints: Breakpoints, options: WalkerOptions) {
    this.source = source;
    this.#fold = new LogFold(source);
    this.#counts = new HitCounts(source);
    this.#breakpoints = breakpoints;
    this.#options = options;
  }

  get standing(): Standing {
    return this.#found ?? this.#fold;
  }

  /** How many events of a stream were applied up to here. */
  streamPosition(aggregateId: string): number {
    if (this.#found) return aggregateId === this.source.log.aggregateIds[0] ? this.#found.position : 0;
    return this.#fold.tracks.get(aggregateId)?.position ?? 0;
  }

  /** Undefined before the first event. */
  view(): EventView | undefined {
    const found = this.#found;
    return found?.event ? new EventView(found.event, found.position) : this.#fold.view();
  }

  /** Folds up to where it stands; the state there. Throws `cancelled`, and stands where it stood. */
  async settle(pace: Pace): Promise<Folded> {
    if (this.#found) await this.moveTo(this.#found.position, pace);
    return this.#fold.sides();
  }

  /** Throws `cancelled`. */
  async moveTo(position: number, pace: Pace): Promise<void> {
    await this.#fold.moveTo(position, pace);
    this.#found = undefined;
  }

  /** Undoes the last event; false before the first. */
  async stepBack(pace: Pace): Promise<boolean> {
    await this.settle(pace);
    return this.#fold.back(pace);
  }

  /** Forgets what was folded from a position on, and goes there anew: what led there has changed. */
  async refold(from: number, pace: Pace): Promise<void> {
    const { position } = this.standing;
    this.source.checkpoints.forgetFrom(from);
    this.#counts.clear();
    this.#fold.reset();
    await this.moveTo(position, pace);
  }

  /** Applies the next event, with its log messages; returns the breakpoints it hits, undefined at the end. */
  async visitNext(pace: Pace): Promise<readonly Breakpoint[] | undefined> {
    await this.settle(pace);
    const fold = this.#fold;
    const test = await HitTest.from(fold.position, this.#breakpoints.enabled(), this.#counts, pace);
    if (!(await fold.forward(pace))) return undefined;
    this.#options.onPass?.(fold);
    await this.#look();
    const view = new MovingView(fold);
    const hits = test.visit(view);
    for (const breakpoint of hits?.logs ?? []) this.#options.onLog(breakpoint, breakpoint.log!.render(view), fold);
    return hits?.stops ?? [];
  }

  /** The breakpoints that the current event hits. */
  async hitsHere(pace: Pace): Promise<readonly Breakpoint[]> {
    await this.settle(pace);
    if (!this.#fold.event) return [];
    const test = await HitTest.from(this.#fold.position - 1, this.#breakpoints.enabled(), this.#counts, pace);
    await this.#look();
    return test.visit(new MovingView(this.#fold))?.stops ?? [];
  }

  /** Forward to a position, with the log messages on the way, stopping at nothing. */
  async pass(position: number, pace: Pace): Promise<ScanEnd> {
    // Over a short way the events are in memory mostly, and a run would have to read them.
    if (position - this.standing.position > NEAR) return this.forward(pace, position, true);
    while (this.standing.position < position && (await this.visitNext(pace)));
    return { kind: 'end' };
  }

  /** To the next hit, at most up to a position; `onlyLogs` stops at none. */
  async forward(pace: Pace, upTo?: number, onlyLogs = false): Promise<ScanEnd> {
    const options = this.#scanOptions(pace, onlyLogs);
    const seek = this.#options.onPass ? undefined : this.#seekFor(options);
    // Where the state is wanted at once, testing conditions on the way there costs less than looking for hits first.
    if (seek && (this.#options.looksLate || !seek.hasConditions)) {
      return this.#land(await seek.forward(this.standing, pace, upTo), pace);
    }
    await this.settle(pace);
    const run = this.#fold.run(needsOf(options.breakpoints));
    try {
      return await scanForward(run, options, upTo);
    } finally {
      await this.#fold.follow(run);
      await this.#look();
    }
  }

  /** To the previous hit, down to a position: looks back without moving, then moves to where that ends. */
  async back(pace: Pace, downTo: number): Promise<ScanEnd> {
    const options = this.#scanOptions(pace);
    const seek = this.#seekFor(options);
    if (seek) return this.#land(await seek.back(this.standing, pace, downTo), new Pace());
    const end = await scanBack(this.source, options, this.standing.position, downTo);
    await this.moveTo(end.kind === 'end' ? downTo : end.position, new Pace());
    await this.#look();
    return end;
  }

  #seekFor({ breakpoints }: ScanOptions): Seek | undefined {
    this.#seek = Seek.over(this.source, breakpoints, this.#seek);
    return this.#seek;
  }

  #land(end: SeekEnd, pace: Pace): ScanEnd | Promise<ScanEnd> {
    if (!this.#options.looksLate) return this.#foldUpTo(end, pace);
    this.#found = end;
    return end;
  }

  async #foldUpTo(end: SeekEnd, pace: Pace): Promise<ScanEnd> {
    try {
      await this.moveTo(end.position, pace);
      return end;
    } catch (error) {
      if (isDomainError(error, 'cancelled')) return { kind: 'paused', position: this.#fold.position };
      throw error;
    }
  }

  /** What is wrong with the current event, of what these breakpoints stop at. */
  anomaliesAmong(hits: readonly Breakpoint[]): Anomaly[] {
    // Breakpoints on what is wrong are never looked for without folding.
    if (this.#found) return [];
    const { anomalies, failure, aggregateId, streamPosition } = this.#fold;
    const wanted = new Set(hits.map(({ spec }) => spec.exception));
    const found = anomalies.filter(({ kind }) => wanted.has(kind));
    if (!failure || !wanted.has('projection-error')) return found;
    const { name } = this.source.projection;
    const message = `The projection '${name}' failed on event ${streamPosition} of ${aggregateId}: ${failure.message}`;
    return [...found, { kind: 'projection-error', message, found: failure.stack ?? failure.message }];
  }

  /** Finds what is wrong with the current event, of what the breakpoints ask for. */
  async #look(): Promise<void> {
    const fold = this.#fold;
    const { anomalies } = needsOf(this.#breakpoints.enabled());
    if (!fold.event || !anomalies || anomalies.size === 0) return;
    const before = new Map(fold.tracks);
    const track = before.get(fold.aggregateId)!;
    before.set(fold.aggregateId, { ...track, position: track.position - 1 });
    fold.anomalies = (await inspect([fold.event], anomalies, this.source, before)).get(fold.event) ?? [];
  }

  #scanOptions(pace: Pace, onlyLogs = false): ScanOptions {
    this.#breakpoints.clearRecords();
    const breakpoints = this.#breakpoints.enabled().filter(({ log }) => log || !onlyLogs);
    return { breakpoints, counts: this.#counts, pace, onPass: this.#options.onPass, onLog: this.#options.onLog };
  }
}
