import { DomainError } from '../domain/errors.ts';

/** Work that several wait for: done once for all of them, and stopped when nobody waits any more. */
export class SharedWork {
  readonly #work: (signal: AbortSignal) => Promise<void>;
  #running: { readonly done: Promise<void>; readonly stop: AbortController } | undefined;
  #waiting = 0;

  /** What was done before it was stopped is kept: the next run goes on from there. */
  constructor(work: (signal: AbortSignal) => Promise<void>) {
    this.#work = work;
  }

  /** Throws what the work throws; `cancelled` when the signal is aborted. */
  async join(signal: AbortSignal): Promise<void> {
    // One that nobody waited for ends soon; two at a time would do the same twice.
    while (this.#running?.stop.signal.aborted) await this.#running.done.catch(() => {});
    this.#running ??= this.#start();
    const running = this.#running;
    this.#waiting++;
    try {
      await orAbort(running.done, signal);
    } finally {
      if (--this.#waiting === 0) running.stop.abort();
    }
  }

  #start(): { readonly done: Promise<void>; readonly stop: AbortController } {
    const stop = new AbortController();
    const done = this.#work(stop.signal).finally(() => {
      this.#running = undefined;
    });
    return { done, stop };
  }
}

function orAbort(done: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new DomainError('cancelled', 'Nobody waits for the answer any more'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    done.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
