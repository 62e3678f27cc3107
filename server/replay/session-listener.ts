import type { RecordedEvent } from '../domain/event.ts';
import type { Printed } from '../projections/printed.ts';
import type { Breakpoint } from './breakpoint.ts';
import type { Stop } from './stop.ts';

export interface PassedEvent {
  /** Where the event stands in its stream. */
  readonly position: number;
  readonly event: RecordedEvent;
}

export interface LogMessage extends PassedEvent {
  readonly breakpointId: string;
  readonly text: string;
}

/** Somebody who wants to hear of a session; there can be several. */
export interface SessionListener {
  /** A log message, with the event that it is about. */
  log?(message: LogMessage): void;
  /** What the projection printed on an event that is passed going forward, before its log messages. */
  print?(printed: Printed, at: PassedEvent): void;
  /** How far a long run or jump has come, now and then. */
  progress?(position: number): void;
  /** A movement begins; `stopped` or `failed` comes after it. */
  moving?(): void;
  /** A movement has ended. */
  stopped?(stop: Stop): void;
  /** A movement could not be carried out. */
  failed?(error: unknown): void;
  /** A breakpoint came or went. */
  breakpoint?(reason: 'new' | 'removed', breakpoint: Breakpoint): void;
}

/** All who listen to one session. */
export class Listeners {
  readonly #all = new Set<SessionListener>();

  /** Returns the way to hear no more. */
  add(listener: SessionListener): () => void {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  }

  tell(what: (listener: SessionListener) => void): void {
    for (const listener of this.#all) what(listener);
  }
}
