import type { EventStore } from '../../domain/event-store.ts';
import type { Limits } from '../limits.ts';
import { Refusal } from '../refusal.ts';
import { LiveSession } from './live-session.ts';
import { openLive } from './open-live.ts';
import { saveSession } from './save-session.ts';
import type { StartSession } from './start-session.ts';

export interface LiveSessionsOptions {
  readonly store: EventStore;
  readonly limits: Pick<Limits, 'sessions' | 'idle'>;
  readonly projectionFolder?: string | undefined;
  readonly saveSessionsTo?: string | undefined;
}

/** The sessions of a service, by ids that nobody can guess. They are independent of each other, and share the store. */
export class LiveSessions {
  readonly #options: LiveSessionsOptions;
  readonly #all = new Map<string, LiveSession>();
  readonly #sweeper: NodeJS.Timeout;
  /** Of sessions that are being opened. */
  #opening = 0;

  constructor(options: LiveSessionsOptions) {
    this.#options = options;
    this.#sweeper = setInterval(() => this.#endIdle(), Math.min(options.limits.idle / 2, 60_000));
    this.#sweeper.unref();
  }

  get size(): number {
    return this.#all.size;
  }

  list(): readonly LiveSession[] {
    return [...this.#all.values()];
  }

  /** Throws `session-not-found`. */
  get(id: string): LiveSession {
    const session = this.#all.get(id);
    if (!session) {
      const message = `There is no session '${id}'; it may have ended or expired. GET /sessions lists those there are`;
      throw new Refusal('session-not-found', message);
    }
    session.touch();
    return session;
  }

  /** Opens a session before its first event. Throws `too-many-sessions`, and as `openLive`. */
  async open(args: StartSession): Promise<LiveSession> {
    const { sessions: most } = this.#options.limits;
    if (this.#all.size + this.#opening >= most) {
      throw new Refusal(
        'too-many-sessions',
        `At most ${most} sessions live at once: end one, or wait for one to expire`,
      );
    }
    this.#opening++;
    try {
      const { store, projectionFolder } = this.#options;
      const printed: { text: string; stream: string }[] = [];
      let tell = (line: { text: string; stream: string }): unknown => printed.push(line);
      const opened = await openLive(store, args, projectionFolder, (text, stream) => tell({ text, stream }));
      const session = new LiveSession(opened, args.follow);
      tell = (line) => session.feed.publish('print', line);
      printed.forEach(tell);
      this.#all.set(session.id, session);
      return session;
    } finally {
      this.#opening--;
    }
  }

  /** Throws `session-not-found`. */
  async end(id: string): Promise<void> {
    const session = this.get(id);
    this.#all.delete(id);
    await session.close();
  }

  /** Resolves when everything stands still. */
  async halt(): Promise<void> {
    await Promise.all(this.list().map((session) => session.stop()));
  }

  /** Saves the sessions where they are to be saved, and ends them. What goes wrong is told, and stops nothing. */
  async close(onProblem: (problem: unknown) => void): Promise<void> {
    clearInterval(this.#sweeper);
    const { saveSessionsTo } = this.#options;
    for (const session of this.#all.values()) {
      if (saveSessionsTo !== undefined) await saveSession(session, saveSessionsTo).catch(onProblem);
      await session.close().catch(onProblem);
    }
    this.#all.clear();
  }

  #endIdle(): void {
    for (const session of this.#all.values()) {
      if (session.idleFor < this.#options.limits.idle) continue;
      this.#all.delete(session.id);
      // Nobody is there to hear that its projection did not end well.
      session.close().catch(() => {});
    }
  }
}
