import { clock } from '../server/domain/clock.ts';
import { Pace } from '../server/replay/pace.ts';
import type { Events } from './events.ts';

/** Work that takes longer than this shows its progress, in milliseconds. */
const PATIENCE = 500;

/** One piece of work whose progress a client may show, and which it may cancel. */
export class Progress {
  readonly title: string;
  readonly cancel: () => void;
  readonly #began = clock();
  /** By this the client knows it, once it is shown. */
  id: string | undefined;

  constructor(title: string, cancel: () => void) {
    this.title = title;
    this.cancel = cancel;
  }

  get takesLong(): boolean {
    return clock() - this.#began > PATIENCE;
  }
}

/** What is on its way in a session, as far as the client is shown it. */
export class ProgressList {
  readonly #events: Events;
  readonly #shown = new Map<string, Progress>();
  #next = 1;
  /** Does the client show progress? */
  isShown = false;

  constructor(events: Events) {
    this.#events = events;
  }

  update(progress: Progress, position: number): void {
    if (!this.isShown) return;
    const message = `event ${position.toLocaleString('en-US')}`;
    if (progress.id !== undefined) {
      this.#events.send('progressUpdate', { progressId: progress.id, message });
    } else if (progress.takesLong) {
      progress.id = `replay-${this.#next++}`;
      this.#shown.set(progress.id, progress);
      const { id: progressId, title } = progress;
      this.#events.send('progressStart', { progressId, title, message, cancellable: true });
    }
  }

  end(progress: Progress): void {
    if (progress.id === undefined) return;
    this.#events.send('progressEnd', { progressId: progress.id });
    this.#shown.delete(progress.id);
    progress.id = undefined;
  }

  /** Work under a title, at a pace that shows how far it is and can be cancelled by either id; to be ended by `end`. */
  begin(title: string, signal: AbortSignal): { readonly progress: Progress; readonly pace: Pace } {
    const progress = new Progress(title, () => pace.requestStop());
    const pace = new Pace((position) => this.update(progress, position), signal);
    return { progress, pace };
  }

  /** As `begin`, for work that may be silent for long: it is shown all the same, so that it can be cancelled. */
  async track<T>(title: string, signal: AbortSignal, work: (pace: Pace) => Promise<T>): Promise<T> {
    const { progress, pace } = this.begin(title, signal);
    const timer = setInterval(() => pace.report(), PATIENCE).unref();
    try {
      return await work(pace);
    } finally {
      clearInterval(timer);
      this.end(progress);
    }
  }

  cancel(id: string): void {
    this.#shown.get(id)?.cancel();
  }
}
