import { DomainError } from '../domain/errors.ts';
import type { RecordedEvent } from '../domain/event.ts';
import { isJsonObject, type JsonObject } from '../domain/json.ts';
import { eventText } from './event-text.ts';
import { LiftPlans, type Upcaster } from './lift-plans.ts';
import type { Runner, Work } from './runner/runner.ts';

/** The user's upcasters: they lift payloads of old shapes, step by step, to the newest shape of their type. */
export class Upcasters {
  readonly #runner: Runner;
  readonly #plans: LiftPlans;
  readonly #lifted = new WeakMap<RecordedEvent, RecordedEvent>();

  /** Of a runner that has been started, and what it said. */
  constructor(runner: Runner, hello: JsonObject) {
    this.#runner = runner;
    this.#plans = new LiftPlans(hello.upcasters as unknown as readonly Upcaster[]);
  }

  get fingerprint(): string {
    return this.#runner.fingerprint;
  }

  /** The events as they are after lifting: at least the first of them. Rejects with `cancelled`. */
  async lift(events: readonly RecordedEvent[], signal: AbortSignal): Promise<readonly RecordedEvent[]> {
    const waiting = events.filter((event) => !this.#known(event));
    if (waiting.length > 0) {
      const hasReady = waiting[0] !== events[0];
      this.#keep(waiting, await this.#runner.work(this.#itemsOf(waiting), signal, !hasReady), hasReady);
    }
    const end = events.findIndex((event) => !this.#lifted.has(event));
    return (end < 0 ? events : events.slice(0, end)).map((event) => this.#lifted.get(event)!);
  }

  async close(): Promise<void> {
    await this.#runner.close();
  }

  /** Is it known what becomes of the event, without a look into the upcasters? */
  #known(event: RecordedEvent): boolean {
    if (this.#lifted.has(event)) return true;
    const { steps, problem } = this.#plans.of(event);
    if (steps.length > 0) return false;
    this.#lifted.set(event, problem === undefined ? event : this.#unlifted(event, problem));
    return true;
  }

  *#itemsOf(events: readonly RecordedEvent[]) {
    for (const event of events) {
      const { steps } = this.#plans.of(event);
      yield `{"steps": ${JSON.stringify(steps)}, "event": ${eventText(event)}}`;
    }
  }

  #keep(events: readonly RecordedEvent[], { answers, isStuck, died }: Work, hasReady: boolean): void {
    for (const [at, answer] of answers.entries()) this.#lifted.set(events[at]!, this.#outcome(events[at]!, answer));
    const next = events[answers.length];
    if (died !== undefined && next) this.#lifted.set(next, this.#unlifted(next, `an upcaster failed: ${died}`));
    if (!isStuck || answers.length > 0 || hasReady) return;
    const place = `event ${next!.version} of ${next!.aggregate_id}`;
    throw new DomainError('cancelled', `An upcaster has not returned from ${place}; its process was ended`);
  }

  #outcome(event: RecordedEvent, { data, failed }: JsonObject): RecordedEvent {
    if (isJsonObject(failed)) return this.#unlifted(event, `an upcaster failed: ${String(failed.message)}`);
    const { from, to } = this.#plans.of(event);
    // Nothing comes back for a payload that cannot be read.
    return isJsonObject(data) ? event.lifted(data, { from, to }) : event;
  }

  /** With the payload as recorded, and why. */
  #unlifted(event: RecordedEvent, problem: string): RecordedEvent {
    const { from, to } = this.#plans.of(event);
    return event.lifted(event.event_data, { from, to, problem });
  }
}
