import type { RecordedEvent } from '../domain/event.ts';
import type { EventStore, Snapshot } from '../domain/event-store.ts';
import { type MigrationReport, note } from './migration-report.ts';

const PAGE = 500;

/**
 * Copies the snapshots that are true of the copy: up to their version it has the very events of the source, with their
 * ids, versions and payloads, and the last one is the event that the snapshot names. The others are told.
 */
export async function copySnapshots(source: EventStore, target: EventStore, report: MigrationReport): Promise<void> {
  const total = report.inspection?.snapshots;
  if (total === 0) return;
  let found = 0;
  for await (const aggregateId of aggregates(source)) {
    const snapshots = await source.listSnapshots(aggregateId);
    if (snapshots.length === 0) continue;
    found += snapshots.length;
    const kept = await keptEvents(source, target, snapshots);
    // In the order in which they were taken.
    for (const snapshot of snapshots.toReversed()) await copySnapshot(target, snapshot, kept, report);
  }
  for (let lost = found; lost < (total ?? found); lost++) {
    note(report.snapshots.leftBehind, 'a snapshot that cannot be read, or of an aggregate without events');
  }
}

async function* aggregates(store: EventStore): AsyncGenerator<string> {
  let after: string | undefined;
  for (;;) {
    const page = await store.listAggregates({ after, limit: PAGE });
    for (const { aggregate_id } of page) yield aggregate_id;
    if (page.length < PAGE) return;
    after = page.at(-1)!.aggregate_id;
  }
}

/** The ids of the events at the versions of these snapshots, as far as the two streams are the same. */
async function keptEvents(
  source: EventStore,
  target: EventStore,
  snapshots: readonly Snapshot[],
): Promise<ReadonlyMap<number, string>> {
  const [{ aggregate_id, version: highest }] = snapshots as [Snapshot];
  const versions = new Set(snapshots.map(({ version }) => version));
  const kept = new Map<number, string>();
  const copies = target.replayEvents(aggregate_id);
  for await (const event of source.replayEvents(aggregate_id)) {
    const { value: copy } = await copies.next();
    if (event.version > highest || !copy || !isSame(event, copy)) break;
    if (versions.has(event.version)) kept.set(event.version, event.event_id);
  }
  await copies.return?.();
  return kept;
}

function isSame(event: RecordedEvent, copy: RecordedEvent): boolean {
  return (
    event.event_id === copy.event_id &&
    event.version === copy.version &&
    event.row.event_data_text === copy.row.event_data_text
  );
}

async function copySnapshot(
  target: EventStore,
  { aggregate_id, version, snapshot_data, last_event_id, expires_at }: Snapshot,
  kept: ReadonlyMap<number, string>,
  { snapshots }: MigrationReport,
): Promise<void> {
  const place = `${aggregate_id} version ${version}`;
  const lastEvent = kept.get(version);
  if (lastEvent === undefined) return note(snapshots.leftBehind, `${place}: its stream is another in the copy`);
  if (lastEvent !== last_event_id) {
    return note(snapshots.leftBehind, `${place}: it names ${last_event_id} as its last event, which is ${lastEvent}`);
  }
  const there = (await target.listSnapshots(aggregate_id)).some((other) => other.version === version);
  if (!there) await target.saveSnapshot(aggregate_id, snapshot_data, version, expires_at);
  snapshots.copied++;
}
