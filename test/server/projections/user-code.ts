import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type EventRow, RecordedEvent } from '../../../server/domain/event.ts';
import { toJsonText } from '../../../server/domain/json-text.ts';
import { loadProjection } from '../../../server/projections/load-projection.ts';
import { Overwritten } from '../../../server/projections/overwritten.ts';
import type { Printed } from '../../../server/projections/printed.ts';
import type { Projection, State } from '../../../server/projections/projection.ts';

/** Never aborted. */
export const NEVER = new AbortController().signal;

/** An event as a store gives it, with a payload as recorded. */
export function recorded(version: number, event_data_text: string, more: Partial<EventRow> = {}): RecordedEvent {
  return new RecordedEvent({
    event_id: `event-${version}`,
    aggregate_id: 'agent-123',
    aggregate_type: 'agent',
    event_type: 'updated',
    event_data_text,
    timestamp: `2025-09-19T13:00:${String(version * 10).padStart(2, '0')}.000000Z`,
    version,
    correlation_id: null,
    causation_id: null,
    user_id: null,
    service_name: null,
    metadata_text: '{}',
    key: { version, tie: 0 },
    ...more,
  });
}

/** A folder with the user's files, and the projections that were loaded from it. */
export class UserCode {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), 'projection-'));
  /** What was printed and belongs to no event, in order. */
  printed = '';
  readonly #open: Projection[] = [];
  #check: () => void = () => undefined;

  write(name: string, text: string): void {
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Writes the text as the projection, and loads it. */
  async load(projection: string, text: string): Promise<Projection> {
    this.write(projection.replace(/(\.py):\w+$/, '$1'), text);
    return this.reload({ projection });
  }

  async reload(
    options: { projection?: string; upcasters?: string[]; python?: string; signal?: AbortSignal } = {},
  ): Promise<Projection> {
    const projection = await loadProjection({ baseFolder: this.folder, onOutput: this.#print, ...options });
    this.#open.push(projection);
    return projection;
  }

  /** Resolves when what was printed so is as wanted. */
  async hasPrinted(isWanted: (printed: string) => boolean): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#check = () => isWanted(this.printed) && resolve();
      this.#check();
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#open.map((projection) => projection.close?.()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  readonly #print = (text: string): void => {
    this.printed += text;
    this.#check();
  };
}

/** What a fold came to: the states by stream, and by version the errors of events that failed, and what was printed. */
export interface Folded {
  readonly states: Map<string, State>;
  readonly failures: Map<number, Error>;
  readonly printed: Map<number, readonly Printed[]>;
  readonly events: readonly RecordedEvent[];
}

/** Folds as the debugger does: as many events as are ready at a time, each into the state of its stream. */
export async function foldAll(projection: Projection, events: readonly RecordedEvent[]): Promise<Folded> {
  const states = new Map<string, State>();
  const failures = new Map<number, Error>();
  const printed = new Map<number, readonly Printed[]>();
  const seen: RecordedEvent[] = [];
  const stateOf = (id: string) => {
    const state = states.get(id) ?? projection.initialState();
    states.set(id, state);
    return state;
  };
  for (let rest = events; rest.length > 0; ) {
    const ready = (await projection.prepare?.(rest, stateOf, NEVER)) ?? rest;
    for (const event of ready) {
      try {
        projection.apply(stateOf(event.aggregate_id), event, new Overwritten());
      } catch (error) {
        failures.set(event.version, error as Error);
      }
      const prints = projection.printed?.(event) ?? [];
      if (prints.length > 0) printed.set(event.version, prints);
    }
    seen.push(...ready);
    rest = rest.slice(ready.length);
  }
  return { states, failures, printed, events: seen };
}

/** The state of agent-123 as JSON text, after all of the events. */
export async function stateAfter(projection: Projection, events: readonly RecordedEvent[]): Promise<string> {
  const { states, failures } = await foldAll(projection, events);
  for (const failure of failures.values()) throw failure;
  return toJsonText(states.get('agent-123')!);
}
