import type { EventStore } from '../server/domain/event-store.ts';
import { type Knowledge, learnEvents, learnState, nothingKnown } from '../server/domain/expressions/editing/index.ts';
import type { EventView } from '../server/replay/event-view.ts';
import { readWindow } from '../server/replay/read-window.ts';

/** How many events are looked at to learn the fields of a stream: at its start, and around the position. */
const SAMPLE = 100;

/** What a session has seen of the fields of its streams, for completion. */
export class LearnedFields {
  readonly #store: EventStore;
  readonly #knowledge = nothingKnown();
  readonly #seen = new Set<string>();

  constructor(store: EventStore) {
    this.#store = store;
  }

  /** Looks at the view, and at the stream around it where it was not looked at before. */
  async at({ event, position, state }: EventView): Promise<Knowledge> {
    const { aggregate_id } = event;
    for (const first of [1, position - ((position - 1) % SAMPLE)]) await this.#learnFrom(aggregate_id, first);
    learnEvents(this.#knowledge, [event], 0);
    learnState(this.#knowledge, state);
    return this.#knowledge;
  }

  async #learnFrom(aggregateId: string, position: number): Promise<void> {
    const place = `${position} ${aggregateId}`;
    if (this.#seen.has(place)) return;
    const events = await readWindow(this.#store, aggregateId, position, SAMPLE);
    // Another request may have learned the same in the meantime: each event counts once.
    if (this.#seen.has(place)) return;
    this.#seen.add(place);
    learnEvents(this.#knowledge, events);
  }
}
