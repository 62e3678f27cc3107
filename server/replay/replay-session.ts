import type { EventStore } from '../domain/event-store.ts';
import type { Projection } from '../projections/projection.ts';
import { Breakpoints } from './breakpoints.ts';
import type { Cursor, Walked } from './cursor.ts';
import { cursorOver } from './cursor-over.ts';
import { Edits, type WhatIf } from './edits.ts';
import type { EventLog } from './event-log.ts';
import type { EventView } from './event-view.ts';
import { findLastChange } from './find-last-change.ts';
import type { FoldSource } from './fold-source.ts';
import { MergedLog } from './merged-log.ts';
import { Motion, type SessionError, type SessionState, type Way } from './motion.ts';
import { openLog } from './open-log.ts';
import { Pace } from './pace.ts';
import { resolveTarget } from './resolve-target.ts';
import { Listeners, type SessionListener } from './session-listener.ts';
import type { SessionOptions } from './session-options.ts';
import type { MoveTarget, Stop } from './stop.ts';
import { Watches } from './watches.ts';

/**
 * The replay debugger itself, without a protocol: a log of one stream or of several, one position in it, breakpoints
 * and watches. Every session is independent of every other. One movement at a time; `pause` and `stop` may interrupt it.
 */
export class ReplaySession {
  readonly breakpoints = new Breakpoints((...change) => this.#listeners.tell((each) => each.breakpoint?.(...change)));
  readonly watches = new Watches();
  #options: SessionOptions;
  readonly #listeners = new Listeners();
  readonly #motion = new Motion(this.#listeners);
  readonly #edits = new Edits();
  #cursor: Cursor;

  private constructor(options: SessionOptions, log: EventLog) {
    this.#options = options;
    this.#cursor = this.#cursorOver(log);
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
    return this.#listeners.add(listener);
  }

  get store(): EventStore {
    return this.#options.store;
  }
  get log(): EventLog {
    return this.#cursor.log;
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
    return this.#motion.state;
  }
  get lastError(): SessionError | undefined {
    return this.#motion.lastError;
  }
  /** Where the session stands in its log. */
  get position(): number {
    return this.#cursor.position;
  }
  /** What is folded and how: for looking into the log without moving the session. */
  get source(): FoldSource {
    return this.#cursor.source;
  }

  /** The current event and its state; undefined before the start. */
  get view(): EventView | undefined {
    return this.#cursor.view;
  }

  /**
   * The current event with its state, folded now if it was not. A movement that begins meanwhile comes first: then, and
   * when the pace is stopped, this throws `cancelled`. Throws `session-running`.
   */
  async look(pace = new Pace()): Promise<EventView | undefined> {
    const { view } = this;
    if (view && !view.isFolded) await this.#motion.look(this.#cursor, view, pace);
    return view;
  }

  /** How many events of a stream were applied up to here. */
  streamPosition(aggregateId: string): number {
    return this.#cursor.streamPosition(aggregateId);
  }

  /** The first and the furthest position that were walked, and the positions at which breakpoints were hit. */
  get walked(): Walked & { readonly first: number } {
    return { first: this.log.first, ...this.#cursor.walked };
  }

  /** Pauses on the first event. */
  start(): Promise<Stop> {
    return this.#move((cursor, pace) => cursor.start(pace));
  }

  /**
   * Exactly one event forward; with an aggregate, to the next event of its stream, past those of others. At the end the
   * session becomes `stopped`, or waits for an event when it follows.
   */
  stepForward(aggregateId?: string): Promise<Stop> {
    return this.#move((cursor, pace) => cursor.stepForward(pace, aggregateId));
  }

  /**
   * Exactly one event back; with an aggregate, to where its stream was one event earlier. The first event is the limit.
   */
  stepBack(aggregateId?: string): Promise<Stop> {
    return this.#move((cursor, pace) => cursor.stepBack(pace, aggregateId));
  }

  /** To the next hit, else to the last event; from there on the session is `stopped`, or waits when it follows. */
  runForward(): Promise<Stop> {
    return this.#move((cursor, pace) => cursor.runForward(pace));
  }

  /** To the previous hit, else to the first event. */
  runBack(): Promise<Stop> {
    return this.#move((cursor, pace) => cursor.runBack(pace));
  }

  /** To a position in either direction, stopping at hits on the way; `reason` is why it stops when it gets there. */
  runTo(position: number, reason: 'goto' | 'step' = 'goto'): Promise<Stop> {
    return this.#move((cursor, pace) => cursor.runTo(position, reason, pace));
  }

  /** Jumps, evaluating nothing on the way. Throws `bad-position` and leaves the session where it was. */
  async moveTo(target: MoveTarget): Promise<Stop> {
    const position = await this.resolve(target);
    return this.#move((cursor, pace) => cursor.moveTo(position, pace));
  }

  /**
   * Takes another stream into the session, which stays on its event; positions in the log are others then. False when
   * the stream was there already. Throws `stream-not-found` and `bad-position`.
   */
  async include(aggregateId: string): Promise<boolean> {
    this.#motion.refuseWhileRunning();
    if (this.aggregateIds.includes(aggregateId)) return false;
    const old = this.log;
    const log = await MergedLog.extend(old, aggregateId);
    const translate = async (position: number) => {
      const place = await old.placeAt(position);
      return (place && (await log.find(place))) ?? 0;
    };
    const position = await translate(this.position);
    const { last, hits } = this.walked;
    const walked = { last: await translate(last), hits: new Set(await Promise.all([...hits].map(translate))) };
    this.#cursor = this.#cursorOver(log, walked);
    await this.#move((cursor, pace) => cursor.returnTo(position, pace));
    return true;
  }

  /** What was said to have been otherwise. */
  get whatIfs(): readonly WhatIf[] {
    return this.#edits.list();
  }

  /** From now on the session folds with all of these; it stays on its event. The store is never written. */
  async whatIf(all: readonly WhatIf[]): Promise<Stop> {
    this.#motion.refuseWhileRunning();
    const touched = [...this.#edits.list(), ...all].map(({ aggregate_id: aggregateId, position }) =>
      this.log.find({ aggregateId, position }),
    );
    const from = Math.min(...(await Promise.all(touched)).map((position) => position ?? Infinity));
    this.#edits.replaceAll(all);
    return this.#move((cursor, pace) => cursor.refold(from, pace));
  }

  /** To the first event, reading the store anew: events that arrived since are there now. */
  async restart(options: { keepWhatIf?: boolean | undefined } = {}): Promise<Stop> {
    this.reload(options);
    return this.start();
  }

  /** As `restart`, but waits before the first event. */
  reload({ keepWhatIf = false }: { keepWhatIf?: boolean | undefined } = {}): void {
    this.#motion.refuseWhileRunning();
    if (!keepWhatIf) this.#edits.replaceAll([]);
    this.log.reset();
    this.#cursor = this.#cursorOver(this.log);
    this.#motion.reset();
  }

  /** Another projection, from the next restart on. */
  replaceProjection(projection: Projection | undefined): void {
    this.#options = { ...this.#options, projection };
  }

  /** Asks a running movement to stand still; it answers with the reason `pause`. */
  pause(): void {
    this.#motion.pause();
  }

  /** As `pause`, and the replay is over. */
  stop(): void {
    this.#motion.stop();
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

  #move(way: Way): Promise<Stop> {
    return this.#motion.move(this.#cursor, way);
  }

  #cursorOver(log: EventLog, walked?: Walked): Cursor {
    const { breakpoints } = this;
    const parts = { options: this.#options, breakpoints, edits: this.#edits, listeners: this.#listeners };
    return cursorOver(log, parts, walked);
  }
}
