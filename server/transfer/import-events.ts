import { DomainError, type DomainErrorCode, isDomainError } from '../domain/errors.ts';
import type { Event, RecordedEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import { renumbered } from '../domain/with-metadata.ts';
import { toEventLine } from './event-line.ts';

/** Events that are saved in one transaction. */
const BATCH = 1_000;

/** An event to import, or why there is none at this place. `line` counts from 1. */
export interface ImportItem {
  readonly line: number;
  readonly text: string;
  readonly event: RecordedEvent | DomainError;
}

/** What was to be imported, and why it was not. */
export type Rejection<Item extends ImportItem = ImportItem> = Item & { readonly error: DomainError };

export interface ImportOptions<Item extends ImportItem = ImportItem> {
  /**
   * What becomes of an event whose version another event of its stream has. `refuse`: it is left out and told, as others
   * that the store does not take. `skip`: it is left out and counted. `renumber`: it is appended to its stream under the
   * next version, with the one that it had in `metadata.original_version`. `refuse` when left out.
   */
  readonly onConflict?: 'refuse' | 'skip' | 'renumber' | undefined;
  /** Told of every event that the store did not take, and why. */
  readonly onReject?: ((rejection: Rejection<Item>) => void | Promise<void>) | undefined;
  /** Told after each batch. */
  readonly onProgress?: ((counts: ImportCounts) => void) | undefined;
}

export interface ImportCounts {
  readonly imported: number;
  /** Those that the store had already, from an import that was interrupted for example. */
  readonly skipped: number;
  /** Those whose version another event has: then rejected, left out or renumbered, as it was asked for. */
  readonly conflicts: number;
  readonly rejected: number;
}

/** Another writer can take the version that was free a moment ago. */
const TRIES = 10;

/** What can be wrong with one event, and leaves the others alone. */
const ABOUT_ONE_EVENT: ReadonlySet<DomainErrorCode> = new Set(['invalid-event', 'version-conflict', 'duplicate-event']);

/**
 * Saves events as they come, batch by batch, with their payload texts as they are. Called again with the same events it
 * goes on where it was interrupted. What the store will not take is told and left out; every other error ends the import.
 */
export async function importEvents<Item extends ImportItem>(
  items: AsyncIterable<Item>,
  store: EventStore,
  { onConflict = 'refuse', onReject = () => {}, onProgress = () => {} }: ImportOptions<Item> = {},
): Promise<ImportCounts> {
  let counts: ImportCounts = { imported: 0, skipped: 0, conflicts: 0, rejected: 0 };
  const finish = async (batch: readonly Item[]) => {
    const { imported, skipped, conflicts, rejections } = await saveBatch(store, batch, onConflict);
    for (const rejection of rejections) await onReject(rejection);
    counts = {
      imported: counts.imported + imported,
      skipped: counts.skipped + skipped,
      conflicts: counts.conflicts + conflicts,
      rejected: counts.rejected + rejections.length,
    };
    onProgress(counts);
  };
  let batch: Item[] = [];
  for await (const item of items) {
    if (batch.push(item) < BATCH) continue;
    await finish(batch);
    batch = [];
  }
  if (batch.length > 0) await finish(batch);
  return counts;
}

interface BatchResult<Item extends ImportItem> extends Omit<ImportCounts, 'rejected'> {
  readonly rejections: readonly Rejection<Item>[];
}

async function saveBatch<Item extends ImportItem>(
  store: EventStore,
  batch: readonly Item[],
  onConflict: ImportOptions['onConflict'],
): Promise<BatchResult<Item>> {
  const rejections = batch.flatMap((item) =>
    item.event instanceof DomainError ? [{ ...item, error: item.event }] : [],
  );
  const events = batch.filter(({ event }) => !(event instanceof DomainError));
  const result = { imported: events.length, skipped: 0, conflicts: 0, rejections };
  if (await savedAll(store, events)) return result;
  const stored = await Promise.all(events.map(({ event }) => store.getEvent((event as Event).event_id)));
  const fresh = events.filter(({ event }, index) => !isSame(event as RecordedEvent, stored[index]));
  const skipped = events.length - fresh.length;
  if (await savedAll(store, fresh)) return { ...result, imported: fresh.length, skipped };
  return saveOneByOne(store, fresh, { ...result, imported: 0, skipped }, onConflict);
}

async function savedAll(store: EventStore, items: readonly ImportItem[]): Promise<boolean> {
  try {
    await store.saveEvents(items.map(({ event }) => event as RecordedEvent));
    return true;
  } catch (error) {
    if (!isAboutOneEvent(error)) throw error;
    return false;
  }
}

async function saveOneByOne<Item extends ImportItem>(
  store: EventStore,
  items: readonly Item[],
  before: BatchResult<Item>,
  onConflict: ImportOptions['onConflict'],
): Promise<BatchResult<Item>> {
  const rejections = [...before.rejections];
  let { imported, skipped, conflicts } = before;
  for (const item of items) {
    const event = item.event as RecordedEvent;
    const error = await save(store, event);
    if (error === undefined) {
      imported++;
    } else if (isSame(event, await store.getEvent(event.event_id))) {
      skipped++;
    } else {
      const isConflict = error.code === 'version-conflict';
      if (isConflict) conflicts++;
      if (isConflict && onConflict === 'skip') continue;
      const left = isConflict && onConflict === 'renumber' ? await saveBehind(store, event) : error;
      if (left === undefined) imported++;
      else rejections.push({ ...item, error: left });
    }
  }
  return { imported, skipped, conflicts, rejections: rejections.sort((a, b) => a.line - b.line) };
}

/** Why the store did not take the event; undefined when it did. */
async function save(store: EventStore, event: RecordedEvent): Promise<DomainError | undefined> {
  try {
    await store.saveEvent(event);
    return undefined;
  } catch (error) {
    if (!isAboutOneEvent(error)) throw error;
    return error;
  }
}

/** As the last event of its stream. */
async function saveBehind(store: EventStore, event: RecordedEvent): Promise<DomainError | undefined> {
  if (event.malformed !== undefined) {
    return new DomainError('invalid-event', `It cannot be renumbered, because it cannot be read: ${event.malformed}`);
  }
  let error: DomainError | undefined;
  for (let tries = 0; tries < TRIES; tries++) {
    error = await save(store, renumbered(event, (await store.getAggregateVersion(event.aggregate_id)) + 1));
    if (error?.code !== 'version-conflict') break;
  }
  return error;
}

function isAboutOneEvent(error: unknown): error is DomainError {
  return isDomainError(error) && ABOUT_ONE_EVENT.has(error.code);
}

/** The same event, to the letter of its payload; perhaps renumbered by an import before. */
function isSame(event: RecordedEvent, stored: RecordedEvent | undefined): boolean {
  if (stored === undefined) return false;
  const line = toEventLine(stored);
  return toEventLine(event) === line || toEventLine(renumbered(event, stored.version)) === line;
}
