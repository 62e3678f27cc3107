import type { Events } from './events.ts';

/** A movement that takes longer than this shows its progress, in milliseconds. */
const PATIENCE = 500;

/** The progress of one movement at a time, for clients that show it. */
export class Progress {
  readonly #events: Events;
  #id = 0;
  #began = 0;
  #isShown = false;

  constructor(events: Events) {
    this.#events = events;
  }

  begin(): void {
    this.#id++;
    this.#began = performance.now();
    this.#isShown = false;
  }

  update(position: number): void {
    const message = `event ${position.toLocaleString('en-US')}`;
    const progressId = `replay-${this.#id}`;
    if (this.#isShown) {
      this.#events.send('progressUpdate', { progressId, message });
    } else if (performance.now() - this.#began > PATIENCE) {
      this.#isShown = true;
      this.#events.send('progressStart', { progressId, title: 'Replaying', message });
    }
  }

  end(): void {
    if (this.#isShown) this.#events.send('progressEnd', { progressId: `replay-${this.#id}` });
    this.#isShown = false;
  }
}
