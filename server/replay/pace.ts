import { setImmediate } from 'node:timers/promises';
import { clock } from '../domain/clock.ts';
import { DomainError } from '../domain/errors.ts';

/** The longest that a run keeps the thread to itself, in milliseconds: `pause` is heard at least this often. */
const BREATH = 4;
/** How often progress is reported, in milliseconds. */
const REPORT = 100;

/** Lets long work share its thread, be stopped from outside, and tell how far it is. */
export class Pace {
  #breathed = clock();
  #reported = clock();
  #isStopped = false;
  #position = 0;
  readonly #onProgress: ((position: number) => void) | undefined;
  readonly #outer: AbortSignal | undefined;
  /** Made when somebody asks: most work is so short that nobody does, and signals cost more than it. */
  #stop: AbortController | undefined;
  #signal: AbortSignal | undefined;

  /** `onProgress` is called now and then with a position. The signal of somebody else stops it too. */
  constructor(onProgress?: (position: number) => void, signal?: AbortSignal) {
    this.#onProgress = onProgress;
    this.#outer = signal;
  }

  /** Aborted when a stop is requested: for work that cannot breathe. */
  get signal(): AbortSignal {
    if (!this.#signal) {
      this.#stop = new AbortController();
      if (this.isStopRequested) this.#stop.abort();
      // A listener would stay with the outer signal, which may outlive thousands of paces.
      this.#signal = this.#outer ? AbortSignal.any([this.#outer, this.#stop.signal]) : this.#stop.signal;
    }
    return this.#signal;
  }

  get isStopRequested(): boolean {
    return this.#isStopped || this.#outer?.aborted === true;
  }

  requestStop(): void {
    this.#isStopped = true;
    this.#stop?.abort();
  }

  /** Tells how far it is, also when nothing goes on. */
  report(): void {
    this.#onProgress?.(this.#position);
    this.#reported = clock();
  }

  /** To be awaited every few events. */
  async breathe(position: number): Promise<void> {
    const now = clock();
    if (now - this.#breathed < BREATH) return;
    this.#position = position;
    if (now - this.#reported > REPORT) this.report();
    await setImmediate();
    this.#breathed = clock();
  }

  /** As `breathe`, for work that has no result when it is stopped. Throws `cancelled`. */
  async breatheOrCancel(position: number): Promise<void> {
    await this.breathe(position);
    if (this.isStopRequested) throw new DomainError('cancelled', 'The replay was paused on its way');
  }
}
