import type { EventStore } from '../domain/event-store.ts';
import { shallowMerge } from '../projections/shallow-merge.ts';
import { Checkpoints } from '../replay/checkpoints.ts';
import { Edits } from '../replay/edits.ts';
import type { EventView } from '../replay/event-view.ts';
import { LogFold } from '../replay/log-fold.ts';
import { Pace } from '../replay/pace.ts';
import { StreamLog } from '../replay/stream-log.ts';

/** So many events are folded for one look: a few dozen milliseconds. */
export const MOST_FOLDED = 20_000;
/** How many streams of a store are kept warm, and how many bytes the checkpoints of each may take. */
const KEPT = 16;
const BUDGET = 2_000_000;

/** A fold that one look at a time moves. */
interface Kept {
  readonly fold: LogFold;
  turn: Promise<unknown>;
}

/**
 * The states of streams at any position, as the default projection folds them, for tooltips and hints: cheap around the
 * place of the look before, and refused where too much would have to be read.
 */
export class StreamStates {
  readonly #folds = new WeakMap<EventStore, Map<string, Kept>>();

  /**
   * Undefined when the stream has no event there, or more than `MOST_FOLDED` events lie between and what was folded
   * already. Throws `cancelled`.
   */
  viewAt(
    store: EventStore,
    aggregateId: string,
    position: number,
    signal?: AbortSignal,
  ): Promise<EventView | undefined> {
    const kept = this.#keep(store, aggregateId);
    const look = kept.turn.then(() => lookAt(kept.fold, position, signal));
    kept.turn = look.catch(() => undefined);
    return look;
  }

  #keep(store: EventStore, aggregateId: string): Kept {
    const folds = this.#folds.get(store) ?? new Map<string, Kept>();
    this.#folds.set(store, folds);
    const kept = folds.get(aggregateId) ?? { fold: foldOf(store, aggregateId), turn: Promise.resolve() };
    folds.delete(aggregateId);
    folds.set(aggregateId, kept);
    if (folds.size > KEPT) folds.delete(folds.keys().next().value!);
    return kept;
  }
}

function foldOf(store: EventStore, aggregateId: string): LogFold {
  return new LogFold({
    log: new StreamLog(store, aggregateId),
    projection: shallowMerge,
    checkpoints: new Checkpoints(BUDGET),
    edits: new Edits(),
  });
}

async function lookAt(fold: LogFold, position: number, signal?: AbortSignal): Promise<EventView | undefined> {
  const checkpoint = fold.source.checkpoints.atOrBefore(position)?.position ?? 0;
  const nearest = fold.position <= position ? Math.max(fold.position, checkpoint) : checkpoint;
  if (position - nearest > MOST_FOLDED) return undefined;
  await fold.moveTo(position, new Pace(undefined, signal));
  return fold.position === position ? fold.view() : undefined;
}
