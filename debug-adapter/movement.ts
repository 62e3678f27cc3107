import { DomainError } from '../server/domain/errors.ts';
import type { ReplaySession } from '../server/replay/replay-session.ts';
import type { Stop } from '../server/replay/stop.ts';
import type { Shared } from './open-replay.ts';

export interface MovementListener {
  begin(kind: MovementKind): void;
  stopped(stop: Stop): void | Promise<void>;
  failed(error: unknown): void;
}

export interface MovementKind {
  /** Of what a run prints on its way; steps have none. */
  readonly title?: string;
  /** Does the protocol not say that the client's request moves anything? Then it must be told. */
  readonly isUnexpected?: boolean;
}

type Step = (replay: ReplaySession) => Promise<Stop>;

/**
 * Runs one movement of the replay at a time and reports where it ends. Breakpoints that change while it runs take effect
 * at once: the run is held, and goes on with the new ones.
 */
export class Movement {
  readonly #replay: ReplaySession;
  readonly #listener: MovementListener;
  readonly #shared: Shared | undefined;
  #running: Promise<void> | undefined;
  #lastStop: Stop | undefined;
  #isOurs = false;
  /** A pause was asked for only to go on with other breakpoints. */
  #goesOn = false;
  /** Nobody wants to hear of the stop any more. */
  #isHalted = false;

  constructor(replay: ReplaySession, listener: MovementListener, shared?: Shared) {
    this.#replay = replay;
    this.#listener = listener;
    this.#shared = shared;
  }

  /** Where the last movement ended; undefined while one is on its way, and when it failed. */
  get lastStop(): Stop | undefined {
    return this.#lastStop;
  }

  /** Throws `session-running`: what moves the replay must wait until it stands still. */
  assertStill(): void {
    if (!this.#running && this.#replay.state !== 'running') return;
    throw new DomainError('session-running', 'The replay is running: pause it first');
  }

  /** Moves, then reports where it stopped or why it failed. */
  async run(step: Step, kind: MovementKind = {}): Promise<void> {
    this.assertStill();
    this.#isOurs = true;
    this.#listener.begin(kind);
    this.#lastStop = undefined;
    this.#running = this.#runUntilDone(step);
    await this.#running;
  }

  /** Lets a run take notice of changed breakpoints. */
  breakpointsChanged(): void {
    // What is shared looks after that itself, whoever moves it.
    if (!this.#running || this.#shared) return;
    this.#goesOn = true;
    this.#replay.pause();
  }

  pause(): void {
    this.#goesOn = false;
    if (this.#shared) void this.#shared.pause();
    else this.#replay.pause();
  }

  /** The replay moves: if it is not this client that moves it, it must be told. */
  othersMove(): void {
    if (!this.#isTheirs()) return;
    this.#lastStop = undefined;
    this.#listener.begin({ isUnexpected: true });
  }

  async othersStopped(stop: Stop): Promise<void> {
    if (!this.#isTheirs()) return;
    this.#lastStop = stop;
    await this.#listener.stopped(stop);
  }

  othersFailed(error: unknown): void {
    if (this.#isTheirs()) this.#listener.failed(error);
  }

  #isTheirs(): boolean {
    return !this.#isOurs && this.#shared?.isGoingOn() === false;
  }

  /** Stops for good, and waits until nothing moves. */
  async halt(): Promise<void> {
    this.#isHalted = true;
    this.#goesOn = false;
    if (this.#shared) await this.#shared.pause();
    else this.#replay.stop();
    await this.#running;
    this.#isHalted = false;
  }

  async #runUntilDone(step: Step): Promise<void> {
    try {
      let stop = await (this.#shared ? this.#shared.move(step) : step(this.#replay));
      while (stop.reason === 'pause' && this.#goesOn) {
        this.#goesOn = false;
        stop = await step(this.#replay);
      }
      this.#running = undefined;
      this.#lastStop = stop;
      if (!this.#isHalted) await this.#listener.stopped(stop);
    } catch (error) {
      this.#running = undefined;
      this.#listener.failed(error);
    } finally {
      this.#isOurs = false;
      this.#goesOn = false;
    }
  }
}
