import { type Breakpoint, type BreakpointSpec, compileBreakpoint, emptyRecord } from './breakpoint.ts';

/** The breakpoints of a session, in order of creation. Ids are never used again. */
export class Breakpoints {
  #next = 0;
  readonly #all = new Map<string, Breakpoint>();
  readonly #onChange: ((reason: 'new' | 'removed', breakpoint: Breakpoint) => void) | undefined;

  constructor(onChange?: (reason: 'new' | 'removed', breakpoint: Breakpoint) => void) {
    this.#onChange = onChange;
  }

  /** Throws `bad-expression` and `bad-breakpoint`. */
  add(spec: BreakpointSpec): Breakpoint {
    const breakpoint = compileBreakpoint(`bp_${this.#next}`, spec);
    this.#next++;
    this.#all.set(breakpoint.id, breakpoint);
    this.#onChange?.('new', breakpoint);
    return breakpoint;
  }

  /** False when there is no such breakpoint. */
  remove(id: string): boolean {
    const breakpoint = this.#all.get(id);
    if (!breakpoint) return false;
    this.#all.delete(id);
    this.#onChange?.('removed', breakpoint);
    return true;
  }

  get(id: string): Breakpoint | undefined {
    return this.#all.get(id);
  }

  list(): readonly Breakpoint[] {
    return [...this.#all.values()];
  }

  /** A new run: how conditions fare is recorded anew. */
  clearRecords(): void {
    for (const breakpoint of this.#all.values()) breakpoint.record = emptyRecord();
  }

  enabled(): readonly Breakpoint[] {
    return this.list().filter(({ enabled }) => enabled);
  }
}
