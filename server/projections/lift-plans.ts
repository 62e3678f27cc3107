import type { Lift, RecordedEvent } from '../domain/event.ts';
import { matchesType, qualifiedType } from '../domain/event-types.ts';
import { schemaVersionOf } from '../domain/schema-version.ts';

/** What one upcaster says of itself: it lifts events of a type (bare, qualified or a glob) from one version to a later. */
export interface Upcaster {
  readonly event_type: string;
  readonly from: number;
  readonly to: number;
}

/** Which upcasters, by their index, lift an event; none when it has the newest shape, or when there is a problem. */
export interface LiftPlan extends Lift {
  readonly steps: readonly number[];
}

/** How events get from the schema version that they were recorded in to the newest of their type. */
export class LiftPlans {
  readonly #upcasters: readonly (Upcaster & { readonly matches: (event: RecordedEvent) => boolean })[];
  /** Types, and of each the plans by version. Data has few of both; more than that is not kept. */
  readonly #plans = new Map<string, LiftPlan>();

  constructor(upcasters: readonly Upcaster[]) {
    this.#upcasters = upcasters.map((upcaster) => ({ ...upcaster, matches: matchesType(upcaster.event_type) }));
  }

  of(event: RecordedEvent): LiftPlan {
    const steps = [...this.#upcasters.keys()].filter((at) => this.#upcasters[at]!.matches(event));
    if (steps.length === 0) return NOTHING_TO_DO;
    const version = schemaVersionOf(event.metadata);
    if (version === undefined) {
      const found = JSON.stringify(event.metadata.schema_version);
      return { ...NOTHING_TO_DO, problem: `metadata.schema_version is ${found}: it must be a whole number` };
    }
    const type = qualifiedType(event);
    const key = `${version} ${type}`;
    const plan = this.#plans.get(key) ?? this.#plan(type, version, steps);
    if (this.#plans.size < 10_000) this.#plans.set(key, plan);
    return plan;
  }

  /** The shortest way to the newest version, breadth first; among equals the one that is declared first. */
  #plan(type: string, from: number, candidates: readonly number[]): LiftPlan {
    const newest = Math.max(...candidates.map((at) => this.#upcasters[at]!.to));
    if (from >= newest) return NOTHING_TO_DO;
    const ways = new Map<number, readonly number[]>([[from, []]]);
    for (const [version, steps] of ways) {
      if (version === newest) return { from, to: newest, steps };
      for (const at of candidates) {
        const upcaster = this.#upcasters[at]!;
        if (upcaster.from === version && !ways.has(upcaster.to)) ways.set(upcaster.to, [...steps, at]);
      }
    }
    const problem = `no upcasters lead from version ${from} of ${type} to version ${newest}`;
    return { from, to: newest, steps: [], problem };
  }
}

const NOTHING_TO_DO: LiftPlan = { from: 0, to: 0, steps: [] };
