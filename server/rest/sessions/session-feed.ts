/** What happened to a session, for those who follow it. */
export interface FeedEntry {
  /** From 1, without gaps. */
  readonly id: number;
  readonly event: string;
  readonly data: unknown;
}

const MOST_ENTRIES = 1_000;

/** The latest of what happened to a session: a reader that was away for a while goes on where it was. */
export class SessionFeed {
  readonly #listeners = new Set<(entry: FeedEntry) => void>();
  #entries: FeedEntry[] = [];
  #last = 0;

  /** The id of the latest entry, 0 before the first. */
  get last(): number {
    return this.#last;
  }

  publish(event: string, data: unknown): void {
    const entry = { id: ++this.#last, event, data };
    this.#entries.push(entry);
    // Dropped by the half, so that a long feed does not move its entries for each new one.
    if (this.#entries.length > 2 * MOST_ENTRIES) this.#entries = this.#entries.slice(-MOST_ENTRIES);
    for (const listener of this.#listeners) listener(entry);
  }

  /** What came after an entry, and how many of those are kept no more. An id that was never given means the latest. */
  after(id: number): { readonly lost: number; readonly entries: readonly FeedEntry[] } {
    const entries = this.#entries.filter((entry) => entry.id > id);
    return { lost: Math.max(0, this.#last - id - entries.length), entries };
  }

  /** Returns the way to hear no more. */
  listen(listener: (entry: FeedEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
