import { clock } from '../server/domain/clock.ts';
import { Pace } from '../server/replay/pace.ts';
import type { Events } from './events.ts';

/** Work that takes longer than this shows its progress, in milliseconds. */
const PATIENCE = 500;

/** One piece of work whose progress a client may show, and which it may cancel. */
export class Progress {
  readonly id: string;
  readonly #title: string;
  readonly #events: Events;
  readonly #cancel: () => void;
  readonly #began = clock();
  #isShown = false;

  constructor(id: string, title: string, events: Events, cancel: () => void) {
    this.id = id;
    this.#title = title;
    this.#events = events;
    this.#cancel = cancel;
  }

  update(position: number): void {
    const message = `event ${position.toLocaleString('en-US')}`;
    const progressId = this.id;
    if (this.#isShown) {
      this.#events.send('progressUpdate', { progressId, message });
    } else if (clock() - this.#began > PATIENCE) {
      this.#isShown = true;
      this.#events.send('progressStart', { progressId, title: this.#title, message, cancellable: true });
    }
  }

  end(): void {
    if (this.#isShown) this.#events.send('progressEnd', { progressId: this.id });
    this.#isShown = false;
  }

  cancel(): void {
    this.#cancel();
  }
}

/** What is on its way in a session, by the ids under which a client cancels it. */
export class ProgressList {
  readonly #events: Events;
  readonly #running = new Map<string, Progress>();
  #next = 1;
  /** Does the client show progress? */
  isShown = false;

  constructor(events: Events) {
    this.#events = events;
  }

  /** To be ended by `end`. */
  begin(title: string, cancel: () => void): Progress {
    const progress = new Progress(`replay-${this.#next++}`, title, this.#events, cancel);
    this.#running.set(progress.id, progress);
    return progress;
  }

  update(progress: Progress, position: number): void {
    if (this.isShown) progress.update(position);
  }

  end(progress: Progress): void {
    progress.end();
    this.#running.delete(progress.id);
  }

  /** Work under a title, at a pace that shows how far it is and can be cancelled by either id. */
  async track<T>(title: string, signal: AbortSignal, work: (pace: Pace) => Promise<T>): Promise<T> {
    const progress = this.begin(title, () => pace.requestStop());
    const pace = new Pace((position) => this.update(progress, position), signal);
    try {
      return await work(pace);
    } finally {
      this.end(progress);
    }
  }

  cancel(id: string): void {
    this.#running.get(id)?.cancel();
  }
}
