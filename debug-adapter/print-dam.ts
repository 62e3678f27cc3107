import { clock } from '../server/domain/clock.ts';
import type { Printed } from '../server/projections/printed.ts';
import type { PassedEvent } from '../server/replay/session-listener.ts';

const LINES_PER_SECOND = 1_000;

/**
 * Holds back what events printed once that is more than anybody reads: whole events, which are counted. An event is
 * bounded itself.
 */
export class PrintDam {
  #second = 0;
  #passed = 0;
  #at: PassedEvent | undefined;
  #isOpen = true;
  #leftOut = 0;

  /** May this go on? All that an event printed when it was passed is asked about with the same `at`. */
  admits({ text }: Printed, at: PassedEvent): boolean {
    if (at !== this.#at) this.#begin(at);
    if (this.#isOpen) this.#passed += text.split('\n').length - 1;
    return this.#isOpen;
  }

  /** What to say of the events that were held back since this was last asked; nothing when there were none. */
  takeLeftOut(): string | undefined {
    const count = this.#leftOut;
    this.#leftOut = 0;
    if (count === 0) return undefined;
    const events = count === 1 ? '1 event' : `${count.toLocaleString('en-US')} events`;
    const limit = LINES_PER_SECOND.toLocaleString('en-US');
    return `… what was printed on ${events} was left out: more than ${limit} lines in one second`;
  }

  #begin(at: PassedEvent): void {
    this.#at = at;
    const now = Math.floor(clock() / 1_000);
    if (now !== this.#second) this.#passed = 0;
    this.#second = now;
    this.#isOpen = this.#passed < LINES_PER_SECOND;
    if (!this.#isOpen) this.#leftOut++;
  }
}
