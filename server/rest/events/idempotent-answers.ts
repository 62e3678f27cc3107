import { createHash } from 'node:crypto';
import { Refusal } from '../refusal.ts';

/** Events whose ids are remembered, in all appends together; what was answered first is forgotten first. */
const MOST_EVENTS = 200_000;

/** What an append answers for one event. */
export interface SavedEvent {
  readonly event_id: string;
  readonly aggregate_id: string;
  readonly version: number;
}

interface Remembered {
  readonly request: string;
  readonly answer: Promise<readonly SavedEvent[]>;
  /** Undefined while it is being carried out. */
  weight?: number;
}

/**
 * Appends that were sent with a key are carried out once: who sends the same again, because the answer got lost, gets the
 * same answer. What failed is not remembered, for nothing was written.
 */
export class IdempotentAnswers {
  readonly #byKey = new Map<string, Remembered>();
  #weight = 0;

  /** `request` is all that the caller wants. Throws `idempotency-conflict` when the key stands for something else. */
  async once(
    key: string | undefined,
    request: string,
    append: () => Promise<readonly SavedEvent[]>,
  ): Promise<readonly SavedEvent[]> {
    if (key === undefined) return append();
    const digest = createHash('sha256').update(request).digest('base64');
    const known = this.#byKey.get(key);
    if (known?.request === digest) return known.answer;
    if (known) {
      throw new Refusal(
        'idempotency-conflict',
        'This Idempotency-Key was sent with another request: make a new key for each append',
      );
    }
    const remembered: Remembered = { request: digest, answer: append().then(onlyIds) };
    this.#byKey.set(key, remembered);
    try {
      const answer = await remembered.answer;
      this.#weigh(remembered, answer.length + 1);
      return answer;
    } catch (error) {
      this.#byKey.delete(key);
      throw error;
    }
  }

  #weigh(remembered: Remembered, weight: number): void {
    remembered.weight = weight;
    this.#weight += weight;
    for (const [key, { weight: freed }] of this.#byKey) {
      if (this.#weight <= MOST_EVENTS) return;
      if (freed === undefined) continue;
      this.#byKey.delete(key);
      this.#weight -= freed;
    }
  }
}

/** Payloads are not kept. */
function onlyIds(saved: readonly SavedEvent[]): SavedEvent[] {
  return saved.map(({ event_id, aggregate_id, version }) => ({ event_id, aggregate_id, version }));
}
