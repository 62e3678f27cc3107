import type { FindViolation } from '../domain/anomalies.ts';
import { DomainError, messageOf } from '../domain/errors.ts';
import type { EventStore } from '../domain/event-store.ts';
import type { Projection } from '../projections/projection.ts';
import { shallowMerge } from '../projections/shallow-merge.ts';
import type { Breakpoint } from './breakpoint.ts';
import { Breakpoints } from './breakpoints.ts';
import { Checkpoints } from './checkpoints.ts';
import { Edits, type WhatIf } from './edits.ts';
import type { EventLog } from './event-log.ts';
import type { EventView } from './event-view.ts';
import { findLastChange } from './find-last-change.ts';
import type { FoldSource } from './fold-source.ts';
import { MergedLog } from './merged-log.ts';
import { type LogOptions, openLog } from './open-log.ts';
import { Pace } from './pace.ts';
import { resolveTarget } from './resolve-target.ts';
import type { OnPass, ScanEnd } from './scan.ts';
import type { SessionListener } from './session-listener.ts';
import type { MoveTarget, Stop } from './stop.ts';
import { waitForEvents } from './wait-for-events.ts';
import { type OnLog, Walker } from './walker.ts';
import { Watches } from './watches.ts';

/**
 *     idle --start--> paused <--> running
 *                       |  ^         |
 *         past the end  |  | back,   | a store that fails
 *                       v  | jump    v
 *                     stopped      error --back, jump, restart--> paused
 */
export type SessionState = 'idle' | 'running' | 'paused' | 'stopped' | 'error';

export interface SessionOptions extends LogOptions {
  readonly store: EventStore;
  readonly projection?: Projection | undefined;
  /** Tells which payloads do not match their schema, for breakpoints on that. */
  readonly findViolation?: FindViolation | undefined;
  /** At the end of the log, wait for new events instead of stopping. */
  readonly follow?: boolean | undefined;
  /**
   * After a run the state may not be folded yet, so that a hit far away is shown at once: `look` folds it. Otherwise it is
   * there with the stop.
   */
  readonly looksLate?: boolean | undefined;
  /** The most heap, in bytes, of the states that it remembers to make going back cheap; 56 MB when left out. */
  readonly memory?: number | undefined;
}

/**
 * The replay debugger itself, without a protocol: a log of one stream or of several, one position in it, breakpoints
 * and watches. Every session is independent of every other. One movement at a time; `pause` and `stop` may interrupt it.
 */
export class ReplaySession {
  readonly breakpoints = new Breakpoints((...change) => this.#tell((each) => each.breakpoint?.(...change)));
  readonly watches = new Watches();
  readonly #options: SessionOptions;
  readonly #edits = new Edits();
  readonly #listeners = new Set<SessionListener>();
  #projection: Projection | undefined;
  #walker: Walker;
  #state: SessionState = 'idle';
  #lastError: { readonly message: string; readonly type: string } | undefined;
  #view: EventView | undefined;
  #pace: Pace | undefined;
  #looking: { readonly pace: Pace; readonly done: Promise<void> } | undefined;
  /** The furthest position that was walked to, and where breakpoints were hit: what the timeline is made of. */
  #furthest = 0;
  #hitPositions = new Set<number>();

  private constructor(options: SessionOptions, log: EventLog) {
    this.#options = options;
    this.#projection = options.projection;
    this.#walker = this.#walkerOver(log);
  }

  /**
   * Opens a log, before its first event: `start` or `runForward` comes next. Throws `stream-not-found`, and
   * `bad-position` when no event lies between the two versions or there are too many streams.
   */
  static async open(options: SessionOptions): Promise<ReplaySession> {
    return new ReplaySession(options, await openLog(options.store, options));
  }

  /** Returns the way to hear no more. */
  listen(listener: SessionListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get store(): EventStore {
    return this.#options.store;
  }
  get log(): EventLog {
    return this.source.log;
  }
  /** The first of the streams; where there is one, the stream. */
  get aggregateId(): string {
    return this.log.aggregateIds[0]!;
  }
  /** The streams in the order in which they came into the session. */
  get aggregateIds(): readonly string[] {
    return this.log.aggregateIds;
  }
  get fromVersion(): number {
    return this.#options.fromVersion ?? 1;
  }
  get toVersion(): number | undefined {
    return this.#options.toVersion;
  }
  get state(): SessionState {
    return this.#state;
  }
  get lastError(): { readonly message: string; readonly type: string } | undefined {
    return this.#lastError;
  }
  /** Where the session stands in its log. */
  get position(): number {
    return this.#walker.standing.position;
  }
  /** What is folded and how: for looking into the log without moving the session. */
  get source(): FoldSource {
    return this.#walker.source;
  }

  /** The current event and its state; undefined before the start. */
  get view(): EventView | undefined {
    return this.#view;
  }

  /**
   * The current event with its state, folded now if it was not. A movement that begins meanwhile comes first: then, and
   * when the pace is stopped, this throws `cancelled`. Throws `session-running`.
   */
  async look(pace = new Pace()): Promise<EventView | undefined> {
    const view = this.#view;
    if (!view || view.isFolded) return view;
    this.#refuseWhileRunning();
    this.#looking ??= { pace, done: this.#fill(view, pace) };
    await this.#looking.done;
    return view;
  }

  /** How many events of a stream were applied up to here. */
  streamPosition(aggregateId: string): number {
    return this.#walker.streamPosition(aggregateId);
  }

  /** The first and the furthest position that were walked, and the positions at which breakpoints were hit. */
  get walked(): { readonly first: number; readonly last: number; readonly hits: ReadonlySet<number> } {
    return { first: this.log.first, last: this.#furthest, hits: this.#hitPositions };
  }

  /** Pauses on the first event. */
  start(): Promise<Stop> {
    return this.#move(async (pace) => {
      await this.#walker.moveTo(this.log.first - 1, pace);
      return this.#stepOn('entry', pace);
    });
  }

  /**
   * Exactly one event forward; with an aggregate, to the next event of its stream, past those of others. At the end the
   * session becomes `stopped`, or waits for an event when it follows.
   */
  stepForward(aggregateId?: string): Promise<Stop> {
    return this.#move(async (pace) => {
      if (aggregateId === undefined || this.aggregateIds.length === 1) return this.#stepOn('step', pace);
      const target = await this.#neighbour(aggregateId, 1);
      if (target !== undefined) return this.#passTo(target, pace);
      const isLast = this.position >= (await this.log.last());
      return isLast || this.#options.follow ? this.#stepOn('step', pace) : this.#stop('stream-end', 'forward');
    });
  }

  /**
   * Exactly one event back; with an aggregate, to where its stream was one event earlier. The first event is the limit.
   */
  stepBack(aggregateId?: string): Promise<Stop> {
    return this.#move(async (pace) => {
      const isOne = aggregateId === undefined || this.aggregateIds.length === 1;
      const target = isOne ? this.position - 1 : await this.#neighbour(aggregateId, -1);
      if (target === undefined || target < this.log.first) return this.#stop('start', 'back');
      if (isOne) await this.#walker.stepBack(pace);
      else await this.#walker.moveTo(target, pace);
      return this.#stop('step', 'back', await this.#walker.hitsHere(pace));
    });
  }

  /** To the next hit, else to the last event; from there on the session is `stopped`, or waits when it follows. */
  runForward(): Promise<Stop> {
    return this.#move(async (pace) => {
      const origin = this.position;
      if (origin === 0) await this.#walker.moveTo(this.log.first - 1, pace);
      for (;;) {
        const end = await this.#walker.forward(pace);
        if (end.kind !== 'end') return this.#stopOf(end, 'forward');
        if (!this.#options.follow) return this.#stop(this.position === origin ? 'stopped' : 'end', 'forward');
        await this.#waitForMore(pace);
        if (pace.isStopRequested) return this.#stop('pause', 'forward');
      }
    });
  }

  /** To the previous hit, else to the first event. */
  runBack(): Promise<Stop> {
    return this.#move(async (pace) => this.#stopOf(await this.#walker.back(pace, this.log.first), 'back'));
  }

  /** To a position in either direction, stopping at hits on the way; `reason` is why it stops when it gets there. */
  runTo(position: number, reason: 'goto' | 'step' = 'goto'): Promise<Stop> {
    return this.#move(async (pace) => {
      const target = Math.max(position, this.log.first);
      const isForward = target >= this.position;
      const direction = isForward ? 'forward' : 'back';
      const end = isForward ? await this.#walker.forward(pace, target) : await this.#walker.back(pace, target);
      if (end.kind === 'end' && this.position === target) return this.#stop(reason, direction);
      return this.#stopOf(end, direction);
    });
  }

  /** Jumps, evaluating nothing on the way. Throws `bad-position` and leaves the session where it was. */
  async moveTo(target: MoveTarget): Promise<Stop> {
    const position = await this.resolve(target);
    return this.#move(async (pace) => {
      await this.#walker.moveTo(position, pace);
      return this.#stop('goto', 'jump', await this.#walker.hitsHere(pace));
    });
  }

  /**
   * Takes another stream into the session, which stays on its event; positions in the log are others then. False when
   * the stream was there already. Throws `stream-not-found` and `bad-position`.
   */
  async include(aggregateId: string): Promise<boolean> {
    this.#refuseWhileRunning();
    if (this.aggregateIds.includes(aggregateId)) return false;
    const old = this.log;
    const log = await MergedLog.extend(old, aggregateId);
    const translate = async (position: number) => {
      const place = await old.placeAt(position);
      return (place && (await log.find(place))) ?? 0;
    };
    const position = await translate(this.position);
    this.#furthest = await translate(this.#furthest);
    this.#hitPositions = new Set(await Promise.all([...this.#hitPositions].map(translate)));
    this.#walker = this.#walkerOver(log);
    await this.#move(async (pace) => {
      await this.#walker.moveTo(position, pace);
      return this.#stop('goto', 'jump');
    });
    return true;
  }

  /** What was said to have been otherwise. */
  get whatIfs(): readonly WhatIf[] {
    return this.#edits.list();
  }

  /** From now on the session folds with all of these; it stays on its event. The store is never written. */
  async whatIf(all: readonly WhatIf[]): Promise<Stop> {
    this.#refuseWhileRunning();
    const touched = [...this.#edits.list(), ...all].map(({ aggregate_id: aggregateId, position }) =>
      this.log.find({ aggregateId, position }),
    );
    const from = Math.min(...(await Promise.all(touched)).map((position) => position ?? Infinity));
    this.#edits.replaceAll(all);
    return this.#move(async (pace) => {
      await this.#walker.refold(from, pace);
      return this.#stop('goto', 'jump');
    });
  }

  /** To the first event, reading the store anew: events that arrived since are there now. */
  async restart(options: { keepWhatIf?: boolean | undefined } = {}): Promise<Stop> {
    this.reload(options);
    return this.start();
  }

  /** As `restart`, but waits before the first event. */
  reload({ keepWhatIf = false }: { keepWhatIf?: boolean | undefined } = {}): void {
    this.#refuseWhileRunning();
    if (!keepWhatIf) this.#edits.replaceAll([]);
    this.log.reset();
    this.#walker = this.#walkerOver(this.log);
    this.#view = undefined;
    this.#state = 'idle';
    this.#lastError = undefined;
    this.#furthest = 0;
    this.#hitPositions.clear();
  }

  /** Another projection, from the next restart on. */
  replaceProjection(projection: Projection | undefined): void {
    this.#projection = projection;
  }

  /** Asks a running movement to stand still; it answers with the reason `pause`. */
  pause(): void {
    this.#pace?.requestStop();
  }

  stop(): void {
    this.#pace?.requestStop();
    this.#looking?.pace.requestStop();
    this.#state = 'stopped';
  }

  /**
   * The last event before a position that changed a part of a stream's state, without moving there; undefined when none
   * of the session's events did. Throws `bad-breakpoint` for what is no path, and `cancelled`.
   */
  lastChangeOf(aggregateId: string, path: string, before: number, pace = new Pace()): Promise<number | undefined> {
    return findLastChange(this.source, { aggregateId, path }, { before, from: this.log.first }, pace);
  }

  /** The position in the log that a target means. Throws `bad-position` with what there is instead. */
  resolve(target: MoveTarget): Promise<number> {
    return resolveTarget(this.log, target);
  }

  /** At the start of a log, with nothing remembered of it. */
  #walkerOver(log: EventLog): Walker {
    const { findViolation, looksLate = false, memory } = this.#options;
    const projection = this.#projection ?? shallowMerge;
    const source = { log, projection, checkpoints: new Checkpoints(memory), edits: this.#edits, findViolation };
    const onLog: OnLog = (breakpoint, text, { event, streamPosition: position }) =>
      this.#tell((each) => each.log?.({ breakpointId: breakpoint.id, text, position, event: event! }));
    return new Walker(source, this.breakpoints, { onLog, onPass: this.#printsOf(source), looksLate });
  }

  /** Undefined where nothing is printed. */
  #printsOf({ projection, edits }: FoldSource): OnPass | undefined {
    if (!projection.printed) return undefined;
    return ({ event, aggregateId, streamPosition: position }) => {
      if (!edits.isEmpty && edits.at({ aggregateId, position })?.isSkipped) return;
      const at = { event: event!, position };
      for (const printed of projection.printed!(at.event)) this.#tell((each) => each.print?.(printed, at));
    };
  }

  #tell(what: (listener: SessionListener) => void): void {
    for (const listener of this.#listeners) what(listener);
  }

  /** Where a stream's event stands in the log that comes so many after its current one. */
  #neighbour(aggregateId: string, offset: 1 | -1): Promise<number | undefined> {
    return this.log.find({ aggregateId, position: this.streamPosition(aggregateId) + offset });
  }

  async #stepOn(reason: 'entry' | 'step', pace: Pace): Promise<Stop> {
    for (;;) {
      const hits = await this.#walker.visitNext(pace);
      if (hits) return this.#stop(reason, 'forward', hits);
      if (!this.#options.follow) return this.#stop('stopped', 'forward');
      await this.#waitForMore(pace);
      if (pace.isStopRequested) return this.#stop('pause', 'forward');
    }
  }

  /** Forward to a position, stopping at nothing on the way. */
  async #passTo(position: number, pace: Pace): Promise<Stop> {
    const end = await this.#walker.pass(position, pace);
    if (end.kind === 'paused') return this.#stopOf(end, 'forward');
    return this.#stop('step', 'forward', await this.#walker.hitsHere(pace));
  }

  #waitForMore({ signal }: Pace): Promise<void> {
    const { position, event } = this.#walker.standing;
    const hasMore = async () => (await this.log.read(position, event?.key)).length > 0;
    return waitForEvents(this.log, hasMore, signal);
  }

  /** One movement, of which the listeners hear. */
  async #move(movement: (pace: Pace) => Promise<Stop>): Promise<Stop> {
    this.#refuseWhileRunning();
    this.#tell((each) => each.moving?.());
    try {
      const stop = await this.#carryOut(movement);
      this.#tell((each) => each.stopped?.(stop));
      return stop;
    } catch (error) {
      this.#tell((each) => each.failed?.(error));
      throw error;
    }
  }

  /** Turns what a movement throws into the state that it leaves behind. */
  async #carryOut(movement: (pace: Pace) => Promise<Stop>): Promise<Stop> {
    this.#state = 'running';
    const pace = new Pace((position) => this.#tell((each) => each.progress?.(position)));
    this.#pace = pace;
    try {
      if (this.#looking) {
        this.#looking.pace.requestStop();
        await this.#looking.done.catch(() => {});
      }
      return await movement(pace);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'cancelled') {
        return { ...this.#stop('pause', 'jump'), text: error.message };
      }
      this.#state = 'error';
      this.#lastError = { message: messageOf(error), type: error instanceof DomainError ? error.code : 'Error' };
      throw error;
    } finally {
      this.#pace = undefined;
    }
  }

  async #fill(view: EventView, pace: Pace): Promise<void> {
    try {
      view.fill(await this.#walker.settle(pace));
    } finally {
      this.#looking = undefined;
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
    const { position } = this;
    // `stop` may have been called while the movement was on its way.
    if (this.#state !== 'stopped') this.#state = reason === 'stopped' ? 'stopped' : 'paused';
    this.#view = this.#walker.view();
    this.#furthest = Math.max(this.#furthest, position);
    if (hits.length > 0) this.#hitPositions.add(position);
    const anomalies = this.#walker.anomaliesAmong(hits);
    const failure = anomalies.find(({ kind }) => kind === 'projection-error');
    if (failure) this.#lastError = { message: failure.message, type: 'projection-failed' };
    return { reason, direction, position, hits: hits.map(({ id }) => id), anomalies };
  }
}
