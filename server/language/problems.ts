import type { Anomaly, AnomalyKind, FindViolation } from '../domain/anomalies.ts';
import type { RecordedEvent, StreamKey } from '../domain/event.ts';
import { WINDOW_SIZE } from '../protocol/stream-address.ts';
import { inspect } from '../replay/inspect.ts';
import { Pace } from '../replay/pace.ts';
import { windowPages } from '../replay/read-window.ts';
import { StreamLog } from '../replay/stream-log.ts';
import { SharedWork } from './shared-work.ts';
import type { StreamWindow } from './windows.ts';

/** Looking ends here: who sees so many problems knows. */
export const MOST_PROBLEMS = 1_000;

/** What is looked for. That an event tells of a failure is no problem of the stream. */
const KINDS: ReadonlySet<AnomalyKind> = new Set([
  'malformed-event',
  'version-order',
  'time-order',
  'missing-cause',
  'schema-violation',
]);

/** Something that is wrong with the event on a line, counted from 0. */
export interface Problem {
  readonly line: number;
  readonly event: RecordedEvent;
  readonly anomaly: Anomaly;
}

/** What is wrong in a window, as far as it was looked at; on from there when it grew. */
export class WindowProblems {
  readonly found: Problem[] = [];
  /** The folder of the schemas that payloads are held against. */
  readonly schemas: string | undefined;
  readonly #findViolation: FindViolation | undefined;
  readonly #window: StreamWindow;
  readonly #looking = new SharedWork((signal) => this.#look(signal));
  #last: StreamKey | undefined;
  #lines = 0;

  constructor(window: StreamWindow, schemas?: string, findViolation?: FindViolation) {
    this.#window = window;
    this.schemas = schemas;
    this.#findViolation = findViolation;
  }

  /** How many lines were looked at. */
  get lines(): number {
    return this.#lines;
  }

  get isFull(): boolean {
    return this.found.length >= MOST_PROBLEMS;
  }

  /** Throws what the store throws, and `cancelled`. */
  async catchUp(signal: AbortSignal): Promise<void> {
    if (this.#lines < WINDOW_SIZE && !this.isFull) await this.#looking.join(signal);
  }

  async #look(signal: AbortSignal): Promise<void> {
    const { store, address } = this.#window;
    const { aggregateId } = address;
    const log = new StreamLog(store, aggregateId);
    const first = address.firstPosition + this.#lines;
    const part = { aggregateId, firstPosition: first, size: WINDOW_SIZE - this.#lines };
    for await (const page of windowPages(store, part, { after: this.#last, pace: new Pace(undefined, signal) })) {
      const position = address.firstPosition + this.#lines - 1;
      const tracks = new Map([[aggregateId, { aggregateId, position, state: {} }]]);
      const anomalies = await inspect(page, KINDS, { log, findViolation: this.#findViolation }, tracks);
      for (const [index, event] of page.entries()) {
        for (const anomaly of anomalies.get(event) ?? []) {
          this.found.push({ line: this.#lines + index, event, anomaly });
        }
      }
      this.#lines += page.length;
      this.#last = page.at(-1)!.key;
      if (this.isFull) return;
    }
  }
}
