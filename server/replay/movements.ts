import { DomainError } from '../domain/errors.ts';
import type { ReplaySession } from './replay-session.ts';
import type { Stop } from './stop.ts';

/** Moves a session, perhaps in several of its movements, and tells where that ends. */
export type Movement = (replay: ReplaySession) => Promise<Stop>;

/**
 * The movements of a session, one at a time, whoever asks for them. Breakpoints that change while it runs count from then
 * on: the run is held, and goes on with the new ones.
 */
export class Movements {
  readonly #replay: ReplaySession;
  #moving: Promise<Stop> | undefined;
  #lastStop: Stop | undefined;
  #goesOn = false;
  /** Somebody wants it to stand still, whatever comes. */
  #isPaused = false;

  constructor(replay: ReplaySession) {
    this.#replay = replay;
    replay.listen({
      moving: () => {
        this.#lastStop = undefined;
      },
      stopped: (stop) => {
        this.#lastStop = stop;
      },
      breakpoint: () => {
        if (!this.#moving || this.#isPaused) return;
        this.#goesOn = true;
        replay.pause();
      },
    });
  }

  /** Where the session stopped last; undefined while it moves, and when that failed. */
  get lastStop(): Stop | undefined {
    return this.#lastStop;
  }

  /** Is a stop that the session tells of nobody's business, because the run goes on? */
  get isGoingOn(): boolean {
    return this.#goesOn;
  }

  /** Throws `session-running`: what moves the replay, or looks at it, must wait until it stands still. */
  assertStill(): void {
    if (!this.#moving && this.#replay.state !== 'running') return;
    throw new DomainError('session-running', 'The replay is running: pause it first');
  }

  /** Throws `session-running`. */
  move(movement: Movement): Promise<Stop> {
    this.assertStill();
    this.#isPaused = false;
    this.#moving = this.#moveOn(movement);
    return this.#moving;
  }

  /** Resolves when nothing moves any more. */
  async pause(): Promise<void> {
    this.#goesOn = false;
    this.#isPaused = true;
    this.#replay.pause();
    await this.#standStill();
  }

  /** As `pause`, and the replay is over; moving it back or jumping wakes it. */
  async stop(): Promise<void> {
    const { state } = this.#replay;
    this.#goesOn = false;
    this.#isPaused = true;
    this.#replay.stop();
    await this.#standStill();
    if (state === 'stopped' || state === 'running') return;
    const { position } = this.#replay;
    this.#lastStop = { reason: 'stopped', direction: 'jump', position, hits: [], anomalies: [] };
  }

  /** Why a movement failed is for who asked for it. */
  async #standStill(): Promise<void> {
    await this.#moving?.catch(() => {});
  }

  async #moveOn(movement: Movement): Promise<Stop> {
    try {
      let stop = await movement(this.#replay);
      while (stop.reason === 'pause' && this.#goesOn) {
        const moving = movement(this.#replay);
        this.#goesOn = false;
        stop = await moving;
      }
      return stop;
    } finally {
      this.#goesOn = false;
      this.#moving = undefined;
    }
  }
}
