import type { EventStore } from '../domain/event-store.ts';
import type { Limits } from './limits.ts';
import type { LiveSessions } from './sessions/live-sessions.ts';

/** What a service is made of. */
export interface ServiceOptions {
  /** Open, and read-only unless routes may append to it. Whoever opened it closes it, after the service. */
  readonly store: EventStore;
  /** Callers must show it on every route but `/health`. */
  readonly token?: string | undefined;
  /** Names under which the service may be called besides those of this machine: `debugger.example.com`. */
  readonly allowedHosts?: readonly string[] | undefined;
  /**
   * The folder below which callers may name projections, upcasters and schemas: code that the service then runs. None
   * when left out.
   */
  readonly projectionFolder?: string | undefined;
  /** The folder into which sessions are written when the service ends. */
  readonly saveSessionsTo?: string | undefined;
  /** Given when something else in this process shares the sessions. They end with the service. */
  readonly sessions?: LiveSessions | undefined;
  /** The defaults for what is left out. */
  readonly limits?: Partial<Limits> | undefined;
  /** Nothing is logged when left out. */
  readonly log?: LogOptions | undefined;
}

export interface LogOptions {
  /** One JSON object a line. */
  readonly stream: { write(line: string): void };
  readonly level?: 'debug' | 'info' | 'warn' | 'error' | undefined;
  /** Bodies and answers too. */
  readonly payloads?: boolean | undefined;
}
