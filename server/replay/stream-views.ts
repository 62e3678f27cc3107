import { Checkpoints } from './checkpoints.ts';
import type { EventView } from './event-view.ts';
import { findLastChange } from './find-last-change.ts';
import { LogFold } from './log-fold.ts';
import type { Pace } from './pace.ts';
import type { ReplaySession } from './replay-session.ts';
import { StreamLog } from './stream-log.ts';

/** How many other streams are kept warm. */
const KEPT = 16;

/** Looks into any stream of a session's store, at any position, without moving the session. */
export class StreamViews {
  readonly #session: ReplaySession;
  readonly #folds = new Map<string, LogFold>();

  constructor(session: ReplaySession) {
    this.#session = session;
  }

  /** Undefined when the stream has no event there. Throws `cancelled`. */
  async viewAt(aggregateId: string, position: number, pace?: Pace): Promise<EventView | undefined> {
    const fold = this.#foldOf(aggregateId);
    await fold.moveTo(position, pace);
    return fold.position === position ? fold.view() : undefined;
  }

  /** The last event up to a position that changed a part of the stream's state, over the whole stream. Throws as `findLastChange`. */
  lastChangeOf(aggregateId: string, path: string, upTo: number, pace: Pace): Promise<number | undefined> {
    const { source } = this.#foldOf(aggregateId);
    return findLastChange(source, { aggregateId, path }, { before: upTo + 1, from: 1 }, pace);
  }

  clear(): void {
    this.#folds.clear();
  }

  #foldOf(aggregateId: string): LogFold {
    const { log, source } = this.#session;
    const isOwn = log.aggregateIds.length === 1 && aggregateId === log.aggregateIds[0];
    const fold =
      this.#folds.get(aggregateId) ??
      new LogFold({
        ...source,
        log: new StreamLog(log.store, aggregateId),
        // What the session remembers of its only stream need not be folded again.
        checkpoints: isOwn ? source.checkpoints : new Checkpoints(source.checkpoints.budget / KEPT),
      });
    this.#folds.delete(aggregateId);
    this.#folds.set(aggregateId, fold);
    if (this.#folds.size > KEPT) this.#folds.delete(this.#folds.keys().next().value!);
    return fold;
  }
}
