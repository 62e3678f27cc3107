import { DomainError } from '../../domain/errors.ts';
import { now } from '../../domain/timestamp.ts';
import { type Movement, Movements } from '../../replay/movements.ts';
import type { ReplaySession } from '../../replay/replay-session.ts';
import type { Stop } from '../../replay/stop.ts';
import { StreamViews } from '../../replay/stream-views.ts';
import type { OpenedReplay } from './open-live.ts';
import { reportMoves } from './report-moves.ts';
import { SessionFeed } from './session-feed.ts';

/** A live session as a front end in this process has it. */
export interface SharedReplay extends OpenedReplay {
  readonly movements: Movements;
  readonly isShared: true;
}

/** One replay and those who use it: callers of the service, readers of its feed, a debug adapter in this process. */
export class LiveSession {
  readonly id: string = crypto.randomUUID();
  readonly startedAt: string = now();
  /** Does it wait for new events at its end? */
  readonly follows: boolean;
  readonly feed = new SessionFeed();
  readonly views: StreamViews;
  readonly #opened: OpenedReplay;
  readonly #movements: Movements;
  #lastUse = performance.now();
  #holds = 0;
  /** One look after the other: they share what they fold. */
  #looking: Promise<unknown> = Promise.resolve();

  constructor(opened: OpenedReplay, follows: boolean) {
    this.#opened = opened;
    this.follows = follows;
    const { replay } = opened;
    this.views = new StreamViews(replay);
    this.#movements = new Movements(replay);
    replay.listen(
      reportMoves(
        this.feed,
        () => replay.state,
        () => this.#movements.isGoingOn,
      ),
    );
  }

  get replay(): ReplaySession {
    return this.#opened.replay;
  }

  /** Where the last movement ended; undefined while one is on its way, and when it failed. */
  get lastStop(): Stop | undefined {
    return this.#movements.lastStop;
  }

  /** How long nobody has used it, in milliseconds; 0 while it is held. */
  get idleFor(): number {
    return this.#holds > 0 ? 0 : performance.now() - this.#lastUse;
  }

  touch(): void {
    this.#lastUse = performance.now();
  }

  /** As long as somebody holds it, a session does not expire. Returns the way to let go. */
  hold(): () => void {
    let isHeld = true;
    this.#holds++;
    return () => {
      if (isHeld) this.#holds--;
      isHeld = false;
      this.touch();
    };
  }

  /** The replay for a front end in this process, which holds it until it closes it. */
  attach(): SharedReplay {
    const letGo = this.hold();
    return {
      replay: this.replay,
      movements: this.#movements,
      isShared: true,
      reloadProjection: () => this.#opened.reloadProjection(),
      close: async () => letGo(),
    };
  }

  /** Throws `session-running`. */
  assertStill(): void {
    this.#movements.assertStill();
  }

  /** Throws `bad-position` for an aggregate that is not among the session's. */
  assertReplays(aggregateId: string | undefined): void {
    if (aggregateId === undefined || this.replay.aggregateIds.includes(aggregateId)) return;
    throw new DomainError('bad-position', `'${aggregateId}' is not replayed in this session`);
  }

  /** One movement. Breakpoints that change on its way count from then on. Throws `session-running`. */
  move(movement: Movement): Promise<Stop> {
    return this.#movements.move(movement);
  }

  /** Resolves when nothing moves any more. */
  pause(): Promise<void> {
    return this.#movements.pause();
  }

  /** As `pause`, and the replay is over; moving it back or jumping wakes it. */
  async stop(): Promise<void> {
    const { state } = this.replay;
    await this.#movements.stop();
    // Of what was on its way its own end has been told.
    if (state === 'stopped' || state === 'running') return;
    this.feed.publish('stopped', { state: this.replay.state, ...this.lastStop });
  }

  /** To the first event, with what arrived in the store since and with a projection that was changed. */
  restart(): Promise<Stop> {
    return this.look(async () => {
      await this.pause();
      await this.#opened.reloadProjection();
      this.replay.reload();
      this.views.clear();
      return this.move((replay) => replay.start());
    });
  }

  /** Looks at the replay without moving it, when those who asked before have looked. */
  look<T>(work: () => Promise<T>): Promise<T> {
    const looked = this.#looking.then(work);
    this.#looking = looked.catch(() => {});
    return looked;
  }

  async close(): Promise<void> {
    await this.stop();
    await this.#looking;
    this.feed.publish('ended', {});
    await this.#opened.close();
  }
}
