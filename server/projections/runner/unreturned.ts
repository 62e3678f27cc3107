import { DomainError } from '../../domain/errors.ts';
import type { RecordedEvent } from '../../domain/event.ts';
import { NOTHING_PRINTED, type Printed } from '../printed.ts';
import type { OnOutput } from './runner-process.ts';

/**
 * Remembers the event on which a process was ended because it did not return: whoever cancels the work while the process
 * is being started again for that event is told of the event, and not of the start.
 */
export class Unreturned {
  readonly #who: string;
  readonly #onOutput: OnOutput;
  #event: RecordedEvent | undefined;
  #printed = NOTHING_PRINTED;

  /** `who` is how messages call the code: `The projection 'agent.ts'`. */
  constructor(who: string, onOutput: OnOutput) {
    this.#who = who;
    this.#onOutput = onOutput;
  }

  /** With what was printed on it until then. */
  remember(event: RecordedEvent, printed: readonly Printed[]): void {
    this.#event = event;
    this.#printed = printed;
  }

  /** The code has returned from these. */
  returnedFrom(events: readonly RecordedEvent[]): void {
    if (this.#event && events.some((event) => this.is(event))) this.#event = undefined;
  }

  /** An event that was read again is the same event. */
  is({ event_id, aggregate_id }: RecordedEvent): boolean {
    return this.#event?.event_id === event_id && this.#event.aggregate_id === aggregate_id;
  }

  /** What to throw. What was printed on the event is shown now, because the event will not be passed. */
  toError(): DomainError {
    for (const { text, stream } of this.#printed) this.#onOutput(text, stream);
    this.#printed = NOTHING_PRINTED;
    const place = `event ${this.#event?.version} of ${this.#event?.aggregate_id}`;
    return new DomainError('cancelled', `${this.#who} has not returned from ${place}; its process was ended`);
  }
}
