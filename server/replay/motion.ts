import { DomainError, isDomainError, messageOf } from '../domain/errors.ts';
import type { Cursor } from './cursor.ts';
import type { EventView } from './event-view.ts';
import { Pace } from './pace.ts';
import type { Listeners } from './session-listener.ts';
import type { Stop } from './stop.ts';

/**
 *     idle --start--> paused <--> running
 *                       |  ^         |
 *         past the end  |  | back,   | a store that fails
 *                       v  | jump    v
 *                     stopped      error --back, jump, restart--> paused
 */
export type SessionState = 'idle' | 'running' | 'paused' | 'stopped' | 'error';

export interface SessionError {
  readonly message: string;
  readonly type: string;
}

/** A way of a cursor. */
export type Way = (cursor: Cursor, pace: Pace) => Promise<Stop>;

/** One movement at a time, of which the listeners hear, and the state in which each leaves the session. */
export class Motion {
  readonly #listeners: Listeners;
  #state: SessionState = 'idle';
  #lastError: SessionError | undefined;
  /** Of the movement that is on its way. */
  #pace: Pace | undefined;
  #looking: { readonly pace: Pace; readonly done: Promise<void> } | undefined;

  constructor(listeners: Listeners) {
    this.#listeners = listeners;
  }

  get state(): SessionState {
    return this.#state;
  }
  get lastError(): SessionError | undefined {
    return this.#lastError;
  }

  /** Throws `session-running`. */
  refuseWhileRunning(): void {
    if (this.#pace) throw new DomainError('session-running', 'The replay is running: pause it first');
  }

  /** Throws `session-running`, and what the way throws, except that it was cancelled: that is a stop. */
  async move(cursor: Cursor, way: Way): Promise<Stop> {
    this.refuseWhileRunning();
    this.#listeners.tell((each) => each.moving?.());
    try {
      const stop = await this.#carryOut(cursor, way);
      this.#listeners.tell((each) => each.stopped?.(stop));
      return stop;
    } catch (error) {
      this.#listeners.tell((each) => each.failed?.(error));
      throw error;
    }
  }

  /**
   * Folds the state of the event on which the cursor stopped, for all who ask meanwhile. A movement that begins comes first:
   * then, and when the pace is stopped, this throws `cancelled`. Throws `session-running`.
   */
  async look(cursor: Cursor, view: EventView, pace: Pace): Promise<void> {
    this.refuseWhileRunning();
    this.#looking ??= { pace, done: this.#fill(cursor, view, pace) };
    await this.#looking.done;
  }

  pause(): void {
    this.#pace?.requestStop();
  }

  stop(): void {
    this.#pace?.requestStop();
    this.#looking?.pace.requestStop();
    this.#state = 'stopped';
  }

  /** As if nothing had moved yet. */
  reset(): void {
    this.#state = 'idle';
    this.#lastError = undefined;
  }

  async #carryOut(cursor: Cursor, way: Way): Promise<Stop> {
    this.#state = 'running';
    const pace = new Pace((position) => this.#listeners.tell((each) => each.progress?.(position)));
    this.#pace = pace;
    try {
      if (this.#looking) {
        this.#looking.pace.requestStop();
        await this.#looking.done.catch(() => {});
      }
      return this.#standAt(await way(cursor, pace));
    } catch (error) {
      if (isDomainError(error, 'cancelled')) {
        return this.#standAt({ ...cursor.stop('pause', 'jump'), text: error.message });
      }
      this.#state = 'error';
      this.#lastError = { message: messageOf(error), type: isDomainError(error) ? error.code : 'Error' };
      throw error;
    } finally {
      this.#pace = undefined;
    }
  }

  #standAt(stop: Stop): Stop {
    // `stop` may have been called while the movement was on its way.
    if (this.#state !== 'stopped') this.#state = stop.reason === 'stopped' ? 'stopped' : 'paused';
    const failure = stop.anomalies.find(({ kind }) => kind === 'projection-error');
    if (failure) this.#lastError = { message: failure.message, type: 'projection-failed' };
    return stop;
  }

  async #fill(cursor: Cursor, view: EventView, pace: Pace): Promise<void> {
    try {
      view.fill(await cursor.settle(pace));
    } finally {
      this.#looking = undefined;
    }
  }
}
