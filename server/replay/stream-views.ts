import { Checkpoints } from './checkpoints.ts';
import type { EventView } from './event-view.ts';
import { Pace } from './pace.ts';
import type { ReplaySession } from './replay-session.ts';
import { StreamFold } from './stream-fold.ts';

/** How many other streams are kept warm. */
const KEPT = 16;

/** Looks into any stream of a session's store, at any position, without moving the session. */
export class StreamViews {
  readonly #session: ReplaySession;
  readonly #folds = new Map<string, StreamFold>();

  constructor(session: ReplaySession) {
    this.#session = session;
  }

  /** Undefined when the stream has no event there. */
  async viewAt(aggregateId: string, position: number): Promise<EventView | undefined> {
    const fold = this.#foldOf(aggregateId);
    const pace = new Pace();
    await fold.moveTo(position, () => pace.breathe(position));
    return fold.position === position ? fold.view() : undefined;
  }

  clear(): void {
    this.#folds.clear();
  }

  #foldOf(aggregateId: string): StreamFold {
    const { store, projection, checkpoints, aggregateId: own } = this.#session;
    const fold =
      this.#folds.get(aggregateId) ??
      new StreamFold({
        store,
        aggregateId,
        projection,
        // What the session remembers of its own stream need not be folded again.
        checkpoints: aggregateId === own ? checkpoints : new Checkpoints(),
      });
    this.#folds.delete(aggregateId);
    this.#folds.set(aggregateId, fold);
    if (this.#folds.size > KEPT) this.#folds.delete(this.#folds.keys().next().value!);
    return fold;
  }
}
