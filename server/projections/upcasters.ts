import type { RecordedEvent } from '../domain/event.ts';
import { isJsonObject, type JsonObject } from '../domain/json.ts';
import { eventText } from './event-text.ts';
import { LiftPlans, type Upcaster } from './lift-plans.ts';
import { NOTHING_PRINTED, type Printed } from './printed.ts';
import type { Item, Runner, Work } from './runner/runner.ts';

/** The user's upcasters: they lift payloads of old shapes, step by step, to the newest shape of their type. */
export class Upcasters {
  readonly #runner: Runner;
  readonly #plans: LiftPlans;
  readonly #lifted = new WeakMap<RecordedEvent, RecordedEvent>();
  /** By the events as they are after lifting. */
  readonly #printed = new WeakMap<RecordedEvent, readonly Printed[]>();

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
      this.#keep(waiting, await this.#runner.work(this.#itemsOf(waiting), signal, !hasReady));
    }
    const end = events.findIndex((event) => !this.#lifted.has(event));
    return (end < 0 ? events : events.slice(0, end)).map((event) => this.#lifted.get(event)!);
  }

  /** What was printed while an event was lifted to this one. */
  printed(lifted: RecordedEvent): readonly Printed[] {
    return this.#printed.get(lifted) ?? NOTHING_PRINTED;
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

  *#itemsOf(events: readonly RecordedEvent[]): Generator<Item> {
    for (const event of events) {
      const { steps } = this.#plans.of(event);
      yield { event, line: `{"steps": ${JSON.stringify(steps)}, "event": ${eventText(event)}}` };
    }
  }

  #keep(events: readonly RecordedEvent[], { answers, died }: Work): void {
    const keep = (event: RecordedEvent, lifted: RecordedEvent, printed: readonly Printed[]) => {
      this.#lifted.set(event, lifted);
      if (printed.length > 0) this.#printed.set(lifted, printed);
    };
    for (const [at, { answer, printed }] of answers.entries()) {
      keep(events[at]!, this.#outcome(events[at]!, answer), printed);
    }
    if (!died) return;
    const next = events[answers.length]!;
    keep(next, this.#unlifted(next, `an upcaster failed: ${died.how}`), died.printed);
  }

  #outcome(event: RecordedEvent, { data, failed }: JsonObject): RecordedEvent {
    if (isJsonObject(failed)) {
      return this.#unlifted(event, `an upcaster failed: ${String(failed.message)}`, String(failed.stack));
    }
    const { from, to } = this.#plans.of(event);
    // Nothing comes back for a payload that cannot be read.
    return isJsonObject(data) ? event.lifted(data, { from, to }) : event;
  }

  /** With the payload as recorded, and why. */
  #unlifted(event: RecordedEvent, problem: string, stack?: string): RecordedEvent {
    const { from, to } = this.#plans.of(event);
    return event.lifted(event.event_data, { from, to, problem, stack });
  }
}
