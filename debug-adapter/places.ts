import type { StreamPlace } from '../server/replay/event-log.ts';

/** Numbers for events that a client is given to choose from. The same event has the same number all session long. */
export class Places {
  readonly #all: StreamPlace[] = [];
  readonly #ids = new Map<string, number>();

  idOf(place: StreamPlace): number {
    const key = `${place.position} ${place.aggregateId}`;
    const id = this.#ids.get(key) ?? this.#all.push(place);
    this.#ids.set(key, id);
    return id;
  }

  get(id: number): StreamPlace | undefined {
    return this.#all[id - 1];
  }
}
