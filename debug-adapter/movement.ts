import type { Movements, Movement as Step } from '../server/replay/movements.ts';
import type { Stop } from '../server/replay/stop.ts';

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

/** The movements that the client asks for, and what it hears of them and of those of others. */
export class Movement {
  readonly #movements: Movements;
  readonly #listener: MovementListener;
  readonly #isShared: boolean;
  #running: Promise<void> | undefined;
  #lastStop: Stop | undefined;
  #isOurs = false;
  /** Nobody wants to hear of the stop any more. */
  #isHalted = false;

  constructor(movements: Movements, listener: MovementListener, isShared: boolean) {
    this.#movements = movements;
    this.#listener = listener;
    this.#isShared = isShared;
  }

  /** Where the last movement ended; undefined while one is on its way, and when it failed. */
  get lastStop(): Stop | undefined {
    return this.#lastStop;
  }

  /** Throws `session-running`. */
  assertStill(): void {
    this.#movements.assertStill();
  }

  /** Moves, then reports where it stopped or why it failed. Throws `session-running`. */
  run(step: Step, kind: MovementKind = {}): Promise<void> {
    this.assertStill();
    this.#isOurs = true;
    this.#listener.begin(kind);
    this.#lastStop = undefined;
    this.#running = this.#runUntilDone(step);
    return this.#running;
  }

  pause(): void {
    void this.#movements.pause();
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
    return !this.#isOurs && !this.#movements.isGoingOn;
  }

  /** Stops, for good where nobody else is there, and waits until nothing moves. */
  async halt(): Promise<void> {
    this.#isHalted = true;
    if (this.#isShared) await this.#movements.pause();
    else await this.#movements.stop();
    await this.#running;
    this.#isHalted = false;
  }

  async #runUntilDone(step: Step): Promise<void> {
    try {
      const stop = await this.#movements.move(step);
      this.#running = undefined;
      this.#lastStop = stop;
      if (!this.#isHalted) await this.#listener.stopped(stop);
    } catch (error) {
      this.#running = undefined;
      this.#listener.failed(error);
    } finally {
      this.#isOurs = false;
    }
  }
}
