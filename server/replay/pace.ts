import { setImmediate } from 'node:timers/promises';
import { DomainError } from '../domain/errors.ts';

/** The longest that a run keeps the thread to itself, in milliseconds: `pause` is heard at least this often. */
const BREATH = 8;
/** How often progress is reported, in milliseconds. */
const REPORT = 100;

/** Lets long work share its thread, be stopped from outside, and tell how far it is. */
export class Pace {
  #breathed = performance.now();
  #reported = performance.now();
  readonly #stop = new AbortController();
  readonly #onProgress: ((position: number) => void) | undefined;
  /** Aborted when a stop is requested: for work that cannot breathe. */
  readonly signal: AbortSignal;

  /** `onProgress` is called now and then with a position. The signal of somebody else stops it too. */
  constructor(onProgress?: (position: number) => void, signal?: AbortSignal) {
    this.#onProgress = onProgress;
    this.signal = signal ? AbortSignal.any([signal, this.#stop.signal]) : this.#stop.signal;
  }

  get isStopRequested(): boolean {
    return this.signal.aborted;
  }

  requestStop(): void {
    this.#stop.abort();
  }

  /** To be awaited every few events. */
  async breathe(position: number): Promise<void> {
    const now = performance.now();
    if (now - this.#breathed < BREATH) return;
    if (this.#onProgress && now - this.#reported > REPORT) {
      this.#onProgress(position);
      this.#reported = now;
    }
    await setImmediate();
    this.#breathed = performance.now();
  }

  /** As `breathe`, for work that has no result when it is stopped. Throws `cancelled`. */
  async breatheOrCancel(position: number): Promise<void> {
    await this.breathe(position);
    if (this.isStopRequested) throw new DomainError('cancelled', 'The replay was paused on its way');
  }
}
