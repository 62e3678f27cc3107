import { DomainError, messageOf } from '../domain/errors.ts';
import type { RecordedEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import type { Projection } from '../projections/projection.ts';
import { shallowMerge } from '../projections/shallow-merge.ts';
import { type Breakpoint, compileBreakpoint, fieldsNeededBy } from './breakpoint.ts';
import { Breakpoints } from './breakpoints.ts';
import { Checkpoints } from './checkpoints.ts';
import { type EventView, type Moving, MovingView } from './event-view.ts';
import type { FoldSource } from './forward-fold.ts';
import { HitCounts } from './hit-counts.ts';
import { HitTest } from './hit-test.ts';
import { Pace } from './pace.ts';
import { type ScanEnd, type ScanOptions, scanBack, scanForward } from './scan.ts';
import type { MoveTarget, Stop } from './stop.ts';
import { StreamFold } from './stream-fold.ts';
import { StreamRange } from './stream-range.ts';
import { Watches } from './watches.ts';

/**
 *     idle --start--> paused <--> running
 *                       |  ^         |
 *         past the end  |  | back,   | a fold that fails
 *                       v  | jump    v
 *                     stopped      error --back, jump, restart--> paused
 */
export type SessionState = 'idle' | 'running' | 'paused' | 'stopped' | 'error';

export interface SessionOptions {
  readonly store: EventStore;
  readonly aggregateId: string;
  readonly fromVersion?: number | undefined;
  readonly toVersion?: number | undefined;
  readonly projection?: Projection | undefined;
  /** Called for each log message, with the event that it is about. */
  readonly onLog?: ((log: LogMessage) => void) | undefined;
  /** Called now and then while a run or a jump is long. */
  readonly onProgress?: ((position: number) => void) | undefined;
}

export interface LogMessage {
  readonly breakpointId: string;
  readonly text: string;
  readonly position: number;
  readonly event: RecordedEvent;
}

/**
 * The replay debugger itself, without a protocol: one stream, one position, breakpoints and watches. Every session is
 * independent of every other. One movement at a time; `pause` and `stop` may interrupt it.
 */
export class ReplaySession {
  readonly breakpoints = new Breakpoints();
  readonly watches = new Watches();
  readonly #options: SessionOptions;
  readonly #range: StreamRange;
  readonly #source: FoldSource;
  readonly #fold: StreamFold;
  readonly #counts: HitCounts;
  #state: SessionState = 'idle';
  #lastError: { readonly message: string; readonly type: string } | undefined;
  #view: EventView | undefined;
  #pace: Pace | undefined;
  /** The furthest position that was walked to, and where breakpoints were hit: what the timeline is made of. */
  #furthest = 0;
  readonly #hitPositions = new Set<number>();

  private constructor(options: SessionOptions, range: StreamRange) {
    this.#options = options;
    this.#range = range;
    this.#source = {
      store: options.store,
      aggregateId: options.aggregateId,
      projection: options.projection ?? shallowMerge,
      checkpoints: new Checkpoints(),
      toVersion: options.toVersion,
    };
    this.#fold = new StreamFold(this.#source);
    this.#counts = new HitCounts(this.#source);
  }

  /**
   * Opens a stream, before its first event: `start` or `runForward` comes next. Throws `stream-not-found`, and
   * `bad-position` when no event lies between the two versions.
   */
  static async open(options: SessionOptions): Promise<ReplaySession> {
    const { store, aggregateId, fromVersion, toVersion } = options;
    return new ReplaySession(options, await StreamRange.open(store, aggregateId, fromVersion, toVersion));
  }

  get store(): EventStore {
    return this.#range.store;
  }
  get aggregateId(): string {
    return this.#range.aggregateId;
  }
  get fromVersion(): number {
    return this.#range.fromVersion;
  }
  get toVersion(): number | undefined {
    return this.#range.toVersion;
  }
  get state(): SessionState {
    return this.#state;
  }
  get lastError(): { readonly message: string; readonly type: string } | undefined {
    return this.#lastError;
  }
  get position(): number {
    return this.#fold.position;
  }
  /** The states that are remembered of the session's stream. */
  get checkpoints(): Checkpoints {
    return this.#source.checkpoints;
  }
  get projection(): Projection {
    return this.#source.projection;
  }

  /** The current event and its state; undefined before the start. */
  get view(): EventView | undefined {
    return this.#view;
  }

  /** The first and the furthest position that were walked, and the positions at which breakpoints were hit. */
  get walked(): { readonly first: number; readonly last: number; readonly hits: ReadonlySet<number> } {
    return { first: this.#range.first, last: this.#furthest, hits: this.#hitPositions };
  }

  /** Pauses on the first event. */
  start(): Promise<Stop> {
    return this.#move(async (pace) => {
      await this.#moveFold(this.#range.first - 1, pace);
      return this.#stepOn('entry', pace);
    });
  }

  /** Exactly one event forward. At the end the session becomes `stopped`. */
  stepForward(): Promise<Stop> {
    return this.#move((pace) => this.#stepOn('step', pace));
  }

  /** Exactly one event back; the first one is the limit. */
  stepBack(): Promise<Stop> {
    return this.#move(async (pace) => {
      if (this.#fold.position <= this.#range.first) return this.#stop('start', 'back');
      await this.#fold.back();
      return this.#stop('step', 'back', await this.#hitsHere(pace));
    });
  }

  /** To the next hit, else to the last event; from there on the session is `stopped`. */
  runForward(): Promise<Stop> {
    return this.#move(async (pace) => {
      const origin = this.#fold.position;
      if (origin === 0) await this.#moveFold(this.#range.first - 1, pace);
      const end = await this.#scanForward(pace);
      if (end.kind === 'end' && this.#fold.position === origin) return this.#stop('stopped', 'forward');
      return this.#stopOf(end, 'forward');
    });
  }

  /** To the previous hit, else to the first event. */
  runBack(): Promise<Stop> {
    return this.#move(async (pace) => {
      const end = await this.#scanBack(this.#range.first, pace);
      return this.#stopOf(end, 'back');
    });
  }

  /** To a position in either direction, stopping at hits on the way. */
  runTo(position: number): Promise<Stop> {
    return this.#move(async (pace) => {
      const target = Math.max(position, this.#range.first);
      const isForward = target >= this.#fold.position;
      const direction = isForward ? 'forward' : 'back';
      const end = isForward ? await this.#scanForward(pace, target) : await this.#scanBack(target, pace);
      if (end.kind === 'end' && this.#fold.position === target) return this.#stop('goto', direction);
      return this.#stopOf(end, direction);
    });
  }

  /** Jumps, evaluating nothing on the way. Throws `bad-position` and leaves the session where it was. */
  async moveTo(target: MoveTarget): Promise<Stop> {
    const position = await this.resolve(target);
    return this.#move(async (pace) => {
      await this.#moveFold(position, pace);
      return this.#stop('goto', 'jump', await this.#hitsHere(pace));
    });
  }

  /** To the first event, reading the store anew: events that arrived since are there now. */
  async restart(): Promise<Stop> {
    this.reload();
    return this.start();
  }

  /** As `restart`, but waits before the first event. */
  reload(): void {
    this.#refuseWhileRunning();
    this.#source.checkpoints.clear();
    this.#counts.clear();
    this.#fold.reset();
    this.#view = undefined;
    this.#state = 'idle';
    this.#lastError = undefined;
    this.#furthest = 0;
    this.#hitPositions.clear();
  }

  /** Asks a running movement to stand still; it answers with the reason `pause`. */
  pause(): void {
    this.#pace?.requestStop();
  }

  stop(): void {
    this.#pace?.requestStop();
    this.#state = 'stopped';
  }

  /**
   * The last event before a position that changed a part of the state, without moving there; undefined when none of the
   * session's events did. Throws `bad-breakpoint` for what is no path.
   */
  async lastChangeOf(path: string, before: number): Promise<number | undefined> {
    const breakpoints = [compileBreakpoint('last change', { changes: path })];
    const options = { breakpoints, counts: this.#counts, pace: new Pace(), onLog: () => {} };
    const end = await scanBack(this.#source, options, before, this.#range.first);
    return end.kind === 'hit' ? end.position : undefined;
  }

  /** The position that a target means. Throws `bad-position` with what there is instead. */
  resolve(target: MoveTarget): Promise<number> {
    return this.#range.resolve(target);
  }

  async #stepOn(reason: 'entry' | 'step', pace: Pace): Promise<Stop> {
    const end = await this.#visitNext(pace);
    if (!end) return this.#stop('stopped', 'forward');
    return this.#stop(reason, 'forward', end);
  }

  /** Applies the next event, with its log messages; returns the breakpoints it hits, undefined at the end. */
  async #visitNext(pace: Pace): Promise<readonly Breakpoint[] | undefined> {
    const test = await HitTest.from(this.#fold.position, this.breakpoints.enabled(), this.#counts, pace);
    if (!(await this.#fold.forward())) return undefined;
    const view = new MovingView(this.#fold);
    const hits = test.visit(view);
    for (const breakpoint of hits?.logs ?? []) this.#log(breakpoint, breakpoint.log!.render(view), this.#fold);
    return hits?.stops ?? [];
  }

  async #hitsHere(pace: Pace): Promise<readonly Breakpoint[]> {
    const test = await HitTest.from(this.#fold.position - 1, this.breakpoints.enabled(), this.#counts, pace);
    return test.visit(new MovingView(this.#fold))?.stops ?? [];
  }

  #scanOptions(pace: Pace): ScanOptions {
    this.breakpoints.clearRecords();
    return {
      breakpoints: this.breakpoints.enabled(),
      counts: this.#counts,
      pace,
      onLog: (breakpoint, text, fold) => this.#log(breakpoint, text, fold),
    };
  }

  async #scanForward(pace: Pace, upTo?: number): Promise<ScanEnd> {
    const options = this.#scanOptions(pace);
    const run = this.#fold.run(fieldsNeededBy(options.breakpoints));
    try {
      return await scanForward(run, options, upTo);
    } finally {
      await this.#fold.follow(run);
    }
  }

  /** Scans back without moving, then moves to where that ends. */
  async #scanBack(downTo: number, pace: Pace): Promise<ScanEnd> {
    const end = await scanBack(this.#source, this.#scanOptions(pace), this.#fold.position, downTo);
    await this.#moveFold(end.kind === 'end' ? downTo : end.position, new Pace());
    return end;
  }

  #log(breakpoint: Breakpoint, text: string, { position, event }: Moving): void {
    this.#options.onLog?.({ breakpointId: breakpoint.id, text, position, event: event! });
  }

  #moveFold(position: number, pace: Pace): Promise<void> {
    return this.#fold.moveTo(position, (at) => pace.breatheOrCancel(at));
  }

  /** Runs one movement, and turns what it throws into the state it leaves behind. */
  async #move(movement: (pace: Pace) => Promise<Stop>): Promise<Stop> {
    this.#refuseWhileRunning();
    this.#state = 'running';
    const pace = new Pace(this.#options.onProgress);
    this.#pace = pace;
    try {
      return await movement(pace);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'cancelled') return this.#stop('pause', 'jump');
      this.#state = 'error';
      this.#lastError = { message: messageOf(error), type: error instanceof DomainError ? error.code : 'Error' };
      throw error;
    } finally {
      this.#pace = undefined;
    }
  }

  #refuseWhileRunning(): void {
    if (this.#pace) throw new DomainError('session-running', 'The replay is running: pause it first');
  }

  #stopOf(end: ScanEnd, direction: 'forward' | 'back'): Stop {
    if (end.kind === 'hit') return this.#stop('breakpoint', direction, end.hits);
    if (end.kind === 'paused') return this.#stop('pause', direction);
    return this.#stop(direction === 'forward' ? 'end' : 'start', direction);
  }

  #stop(reason: Stop['reason'], direction: Stop['direction'], hits: readonly Breakpoint[] = []): Stop {
    const { position } = this.#fold;
    // `stop` may have been called while the movement was on its way.
    if (this.#state !== 'stopped') this.#state = reason === 'stopped' ? 'stopped' : 'paused';
    this.#view = this.#fold.view();
    this.#furthest = Math.max(this.#furthest, position);
    if (hits.length > 0) this.#hitPositions.add(position);
    return { reason, direction, position, hits: hits.map(({ id }) => id) };
  }
}
