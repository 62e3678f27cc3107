import type { Event } from '../domain/event.ts';
import type { EventStore, Snapshot } from '../domain/event-store.ts';
import type { Projection } from '../projections/projection.ts';
import { isSnapshotDue, type LastSnapshot, type SnapshotPolicy, toLastSnapshot } from './snapshot-policy.ts';
import { takeSnapshot } from './take-snapshot.ts';

/** The last snapshots of so many streams are remembered; of others the store is asked. */
const MOST_REMEMBERED = 10_000;

export interface SnapshotterOptions {
  readonly policy: SnapshotPolicy;
  readonly projection?: Projection | undefined;
  /** Told of every snapshot that was taken. */
  readonly onTaken?: ((snapshot: Snapshot) => void) | undefined;
  /** Told of every snapshot that could not be taken. */
  readonly onFailure?: ((aggregateId: string, error: unknown) => void) | undefined;
}

/**
 * Takes snapshots as streams grow, by a policy, one at a time and behind the writer's back: `notice` returns at once and
 * never throws. A snapshot that fails is counted and reported, and tried again when the next one is due.
 */
export class Snapshotter {
  readonly #store: EventStore;
  readonly #options: SnapshotterOptions;
  /** Streams that have grown, with the version that was noticed last. */
  readonly #grown = new Map<string, number>();
  readonly #last = new Map<string, LastSnapshot | undefined>();
  #work: Promise<void> | undefined;
  #taken = 0;
  #failed = 0;

  constructor(store: EventStore, options: SnapshotterOptions) {
    this.#store = store;
    this.#options = options;
  }

  get counts(): { readonly taken: number; readonly failed: number } {
    return { taken: this.#taken, failed: this.#failed };
  }

  /** These events were saved. */
  notice(events: readonly Event[]): void {
    for (const { aggregate_id, version } of events) {
      this.#grown.set(aggregate_id, Math.max(version, this.#grown.get(aggregate_id) ?? 0));
    }
    this.#wake();
  }

  /** Resolves when every snapshot that is due now was taken or has failed. */
  async settled(): Promise<void> {
    while (this.#work) await this.#work;
  }

  #wake(): void {
    this.#work ??= this.#takeAll().finally(() => {
      this.#work = undefined;
      if (this.#grown.size > 0) this.#wake();
    });
  }

  async #takeAll(): Promise<void> {
    for (;;) {
      const [next] = this.#grown;
      if (!next) return;
      const [aggregateId, version] = next;
      this.#grown.delete(aggregateId);
      try {
        await this.#takeIfDue(aggregateId, version);
      } catch (error) {
        this.#failed++;
        this.#remember(aggregateId, { version, at: Date.now() });
        this.#tell(() => this.#options.onFailure?.(aggregateId, error));
      }
    }
  }

  async #takeIfDue(aggregateId: string, version: number): Promise<void> {
    if (!this.#last.has(aggregateId)) {
      this.#remember(aggregateId, toLastSnapshot(await this.#store.getLatestSnapshot(aggregateId)));
    }
    const { policy, projection } = this.#options;
    if (!isSnapshotDue(policy, version, this.#last.get(aggregateId))) return;
    const snapshot = await takeSnapshot(this.#store, aggregateId, {
      version,
      projection,
      keepForMs: policy.keepForMs,
    });
    this.#taken++;
    this.#remember(aggregateId, toLastSnapshot(snapshot));
    this.#tell(() => this.#options.onTaken?.(snapshot));
    await this.#deleteOld(snapshot);
  }

  async #deleteOld({ aggregate_id }: Snapshot): Promise<void> {
    await this.#store.deleteSnapshots(aggregate_id, { expired: true });
    const { keepLast } = this.#options.policy;
    if (keepLast === undefined) return;
    const versions = new Set((await this.#store.listSnapshots(aggregate_id)).map(({ version }) => version));
    for (const version of [...versions].slice(keepLast)) await this.#store.deleteSnapshots(aggregate_id, { version });
  }

  #remember(aggregateId: string, last: LastSnapshot | undefined): void {
    if (this.#last.size >= MOST_REMEMBERED) this.#last.clear();
    this.#last.set(aggregateId, last);
  }

  /** A listener that throws must not end the work for the other streams. */
  #tell(listener: () => void): void {
    try {
      listener();
    } catch {
      // It was told; there is nobody else to tell.
    }
  }
}
