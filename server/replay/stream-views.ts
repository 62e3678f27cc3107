import type { EventStore } from '../domain/event-store.ts';
import type { Projection } from '../projections/projection.ts';
import { Checkpoints } from './checkpoints.ts';
import type { EventView } from './event-view.ts';
import { StreamFold } from './stream-fold.ts';

/** How many other streams are kept warm. */
const KEPT = 16;

/** Looks into any stream of a store, at any position, without moving a session. */
export class StreamViews {
  readonly #store: EventStore;
  readonly #projection: Projection;
  readonly #folds = new Map<string, StreamFold>();

  constructor(store: EventStore, projection: Projection) {
    this.#store = store;
    this.#projection = projection;
  }

  /** Undefined when the stream has no event there. */
  async viewAt(aggregateId: string, position: number): Promise<EventView | undefined> {
    const fold = this.#foldOf(aggregateId);
    await fold.moveTo(position);
    return fold.position === position ? fold.view() : undefined;
  }

  clear(): void {
    this.#folds.clear();
  }

  #foldOf(aggregateId: string): StreamFold {
    const fold =
      this.#folds.get(aggregateId) ??
      new StreamFold({
        store: this.#store,
        aggregateId,
        projection: this.#projection,
        checkpoints: new Checkpoints(),
      });
    this.#folds.delete(aggregateId);
    this.#folds.set(aggregateId, fold);
    if (this.#folds.size > KEPT) this.#folds.delete(this.#folds.keys().next().value!);
    return fold;
  }
}
