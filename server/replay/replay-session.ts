import { DomainError, messageOf } from '../domain/errors.ts';
import type { RecordedEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import { normaliseTimestamp } from '../domain/timestamp.ts';
import type { Projection } from '../projections/projection.ts';
import { shallowMerge } from '../projections/shallow-merge.ts';
import type { Breakpoint } from './breakpoint.ts';
import { Breakpoints } from './breakpoints.ts';
import { Checkpoints } from './checkpoints.ts';
import { type EventView, MovingView } from './event-view.ts';
import { HitCounts } from './hit-counts.ts';
import { HitTest } from './hit-test.ts';
import { Pace } from './pace.ts';
import { type ScanEnd, type ScanOptions, scanBack, scanForward } from './scan.ts';
import type { MoveTarget, Stop } from './stop.ts';
import { type FoldSource, StreamFold } from './stream-fold.ts';
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
  readonly aggregateId: string;
  readonly fromVersion: number;
  readonly toVersion: number | undefined;
  readonly breakpoints = new Breakpoints();
  readonly watches = new Watches();
  readonly #options: SessionOptions;
  readonly #source: FoldSource;
  readonly #fold: StreamFold;
  readonly #counts: HitCounts;
  #state: SessionState = 'idle';
  #lastError: { readonly message: string; readonly type: string } | undefined;
  #view: EventView | undefined;
  #pace: Pace | undefined;
  /** The position of the first event that is walked. */
  #low = 1;
  /** The furthest position that was walked to, and where breakpoints were hit: what the timeline is made of. */
  #furthest = 0;
  readonly #hitPositions = new Set<number>();

  private constructor(options: SessionOptions) {
    this.#options = options;
    this.aggregateId = options.aggregateId;
    this.fromVersion = options.fromVersion ?? 1;
    this.toVersion = options.toVersion;
    this.#source = {
      store: options.store,
      aggregateId: options.aggregateId,
      projection: options.projection ?? shallowMerge,
      checkpoints: new Checkpoints(),
      toVersion: options.toVersion,
    };
    this.#fold = new StreamFold(this.#source);
    this.#counts = new HitCounts(() => new StreamFold(this.#source));
  }

  /**
   * Opens a stream, before its first event: `start` or `runForward` comes next. Throws `stream-not-found`, and
   * `bad-position` when no event lies between the two versions.
   */
  static async open(options: SessionOptions): Promise<ReplaySession> {
    const session = new ReplaySession(options);
    await session.#findFirst();
    return session;
  }

  get store(): EventStore {
    return this.#source.store;
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
  get projection(): Projection {
    return this.#source.projection;
  }

  /** The current event and its state; undefined before the start. */
  get view(): EventView | undefined {
    return this.#view;
  }

  /** The first and the furthest position that were walked, and the positions at which breakpoints were hit. */
  get walked(): { readonly first: number; readonly last: number; readonly hits: ReadonlySet<number> } {
    return { first: this.#low, last: this.#furthest, hits: this.#hitPositions };
  }

  /** Pauses on the first event. */
  start(): Promise<Stop> {
    return this.#move(async (pace) => {
      await this.#moveFold(this.#low - 1, pace);
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
      if (this.#fold.position <= this.#low) return this.#stop('start', 'back');
      await this.#fold.back();
      return this.#stop('step', 'back', await this.#hitsHere(pace));
    });
  }

  /** To the next hit, else to the last event; from there on the session is `stopped`. */
  runForward(): Promise<Stop> {
    return this.#move(async (pace) => {
      const origin = this.#fold.position;
      if (origin === 0) await this.#moveFold(this.#low - 1, pace);
      const end = await scanForward(this.#fold, this.#scanOptions(pace));
      if (end.kind === 'end' && this.#fold.position === origin) return this.#stop('stopped', 'forward');
      return this.#stopOf(end, 'forward');
    });
  }

  /** To the previous hit, else to the first event. */
  runBack(): Promise<Stop> {
    return this.#move(async (pace) => {
      const scout = new StreamFold(this.#source);
      const end = await scanBack(scout, this.#scanOptions(pace), this.#fold.position, this.#low);
      await this.#moveFold(end.kind === 'end' ? this.#low : end.position, new Pace());
      return this.#stopOf(end, 'back');
    });
  }

  /** To a position in either direction, stopping at hits on the way. */
  runTo(position: number): Promise<Stop> {
    return this.#move(async (pace) => {
      const target = Math.max(position, this.#low);
      const direction = target >= this.#fold.position ? 'forward' : 'back';
      const options = this.#scanOptions(pace);
      let end: ScanEnd;
      if (direction === 'forward') {
        end = await scanForward(this.#fold, options, target);
      } else {
        const scout = new StreamFold(this.#source);
        end = await scanBack(scout, options, this.#fold.position, target);
        await this.#moveFold(end.kind === 'end' ? target : end.position, new Pace());
      }
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

  /** The event and state at another position, without moving. Undefined where there is no event. */
  async viewAt(position: number): Promise<EventView | undefined> {
    if (position === this.#view?.position) return this.#view;
    const fold = new StreamFold(this.#source);
    await fold.moveTo(position, () => Promise.resolve());
    return fold.position === position ? fold.view() : undefined;
  }

  /** The position that a target means. Throws `bad-position` with what to do. */
  async resolve(target: MoveTarget): Promise<number> {
    const position = await this.#find(target);
    if (position >= this.#low) return position;
    throw new DomainError('bad-position', `This replay starts at event ${this.#low}, and ${position} is before it`);
  }

  async #find(target: MoveTarget): Promise<number> {
    const { store } = this.#source;
    if (target === 'first') return this.#low;
    if (target === 'last') return this.#lastPosition();
    if ('position' in target) return this.#checked(target.position);
    if ('version' in target) {
      const [event] = await store.readStream(this.aggregateId, { fromVersion: target.version, limit: 1 });
      if (event?.version === target.version) return store.getPosition(this.aggregateId, event.key);
      throw new DomainError('bad-position', `${this.aggregateId} has no event of version ${target.version}`);
    }
    if ('event_id' in target) {
      const event = await store.getEvent(target.event_id);
      if (event?.aggregate_id === this.aggregateId) return store.getPosition(this.aggregateId, event.key);
      throw new DomainError('bad-position', `${this.aggregateId} has no event ${target.event_id}`);
    }
    const to_timestamp = normaliseTimestamp(target.timestamp);
    const page = await store.queryEvents({ aggregate_id: this.aggregateId, to_timestamp }, { limit: 1 });
    const newest = page.events[0];
    if (newest) return store.getPosition(this.aggregateId, newest.key);
    throw new DomainError('bad-position', `${this.aggregateId} has no event up to ${to_timestamp}`);
  }

  async #checked(position: number): Promise<number> {
    if (position <= this.#furthest && position >= 1) return position;
    if (Number.isInteger(position) && position >= 1) {
      const event = await this.#source.store.getEventAt(this.aggregateId, position);
      if (event && event.version <= (this.toVersion ?? Infinity)) return position;
    }
    const last = await this.#lastPosition();
    throw new DomainError('bad-position', `${this.aggregateId} has events 1 to ${last}, and no event ${position}`);
  }

  async #lastPosition(): Promise<number> {
    const { store } = this.#source;
    if (this.toVersion === undefined) return store.countStream(this.aggregateId);
    const [after] = await store.readStream(this.aggregateId, { fromVersion: this.toVersion + 1, limit: 1 });
    if (!after) return store.countStream(this.aggregateId);
    return (await store.getPosition(this.aggregateId, after.key)) - 1;
  }

  async #findFirst(): Promise<void> {
    const { store } = this.#source;
    const [first] = await store.readStream(this.aggregateId, { fromVersion: this.fromVersion, limit: 1 });
    if (first && first.version <= (this.toVersion ?? Infinity)) {
      this.#low = this.fromVersion > 1 ? await store.getPosition(this.aggregateId, first.key) : 1;
      return;
    }
    const version = await store.getAggregateVersion(this.aggregateId);
    if (version === 0) {
      throw new DomainError(
        'stream-not-found',
        `The store ${store.address} has no events of an aggregate '${this.aggregateId}'. Check aggregateId.`,
      );
    }
    const range =
      this.toVersion === undefined ? `from ${this.fromVersion}` : `${this.fromVersion} to ${this.toVersion}`;
    throw new DomainError('bad-position', `${this.aggregateId} ends at version ${version}: no event lies in ${range}`);
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

  #log(breakpoint: Breakpoint, text: string, fold: StreamFold): void {
    this.#options.onLog?.({ breakpointId: breakpoint.id, text, position: fold.position, event: fold.event! });
  }

  #moveFold(position: number, pace: Pace): Promise<void> {
    return this.#fold.moveTo(position, () => pace.breatheOrCancel(this.#fold.position));
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
