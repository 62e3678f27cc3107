import { DomainError, type DomainErrorCode, isDomainError } from '../domain/errors.ts';
import type { Event, RecordedEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import { toEventLine } from './event-line.ts';

/** Events that are saved in one transaction. */
const BATCH = 1_000;

/** An event to import, or why there is none at this place. `line` counts from 1. */
export interface ImportItem {
  readonly line: number;
  readonly text: string;
  readonly event: RecordedEvent | DomainError;
}

export interface Rejection {
  readonly line: number;
  readonly text: string;
  readonly error: DomainError;
}

export interface ImportOptions {
  /** Told of every event that the store did not take, and why. */
  readonly onReject?: ((rejection: Rejection) => void | Promise<void>) | undefined;
  /** Told after each batch. */
  readonly onProgress?: ((counts: ImportCounts) => void) | undefined;
}

export interface ImportCounts {
  readonly imported: number;
  /** Those that the store had already, from an import that was interrupted for example. */
  readonly skipped: number;
  readonly rejected: number;
}

/** What can be wrong with one event, and leaves the others alone. */
const ABOUT_ONE_EVENT: ReadonlySet<DomainErrorCode> = new Set(['invalid-event', 'version-conflict', 'duplicate-event']);

/**
 * Saves events as they come, batch by batch, with their payload texts as they are. Called again with the same events it
 * goes on where it was interrupted. What the store will not take is told and left out; every other error ends the import.
 */
export async function importEvents(
  items: AsyncIterable<ImportItem>,
  store: EventStore,
  { onReject = () => {}, onProgress = () => {} }: ImportOptions = {},
): Promise<ImportCounts> {
  let counts: ImportCounts = { imported: 0, skipped: 0, rejected: 0 };
  const finish = async (batch: readonly ImportItem[]) => {
    const { imported, skipped, rejections } = await saveBatch(store, batch);
    for (const rejection of rejections) await onReject(rejection);
    counts = {
      imported: counts.imported + imported,
      skipped: counts.skipped + skipped,
      rejected: counts.rejected + rejections.length,
    };
    onProgress(counts);
  };
  let batch: ImportItem[] = [];
  for await (const item of items) {
    if (batch.push(item) < BATCH) continue;
    await finish(batch);
    batch = [];
  }
  if (batch.length > 0) await finish(batch);
  return counts;
}

interface BatchResult {
  readonly imported: number;
  readonly skipped: number;
  readonly rejections: readonly Rejection[];
}

async function saveBatch(store: EventStore, batch: readonly ImportItem[]): Promise<BatchResult> {
  const rejections = batch.flatMap((item) =>
    item.event instanceof DomainError ? [{ ...item, error: item.event }] : [],
  );
  const events = batch.filter(({ event }) => !(event instanceof DomainError));
  if (await savedAll(store, events)) return { imported: events.length, skipped: 0, rejections };
  const stored = await Promise.all(events.map(({ event }) => store.getEvent((event as Event).event_id)));
  const fresh = events.filter(({ event }, index) => !isSame(event as RecordedEvent, stored[index]));
  const skipped = events.length - fresh.length;
  if (await savedAll(store, fresh)) return { imported: fresh.length, skipped, rejections };
  return saveOneByOne(store, fresh, { imported: 0, skipped, rejections });
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

async function saveOneByOne(
  store: EventStore,
  items: readonly ImportItem[],
  before: BatchResult,
): Promise<BatchResult> {
  const rejections = [...before.rejections];
  let { imported, skipped } = before;
  for (const item of items) {
    const event = item.event as RecordedEvent;
    try {
      await store.saveEvent(event);
      imported++;
    } catch (error) {
      if (!isAboutOneEvent(error)) throw error;
      if (isSame(event, await store.getEvent(event.event_id))) skipped++;
      else rejections.push({ ...item, error });
    }
  }
  return { imported, skipped, rejections: rejections.sort((a, b) => a.line - b.line) };
}

function isAboutOneEvent(error: unknown): error is DomainError {
  return isDomainError(error) && ABOUT_ONE_EVENT.has(error.code);
}

/** The same event, to the letter of its payload. */
function isSame(event: RecordedEvent, stored: RecordedEvent | undefined): boolean {
  return stored !== undefined && toEventLine(event) === toEventLine(stored);
}
