import { type FileHandle, open, rm, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { DomainError } from '../domain/errors.ts';
import type { RecordedEvent } from '../domain/event.ts';
import type { EventStore } from '../domain/event-store.ts';
import type { EventFilter } from '../domain/filter.ts';
import { CSV_HEADER, toCsvLine } from './csv.ts';
import { toEventLine } from './event-line.ts';
import { eventPages } from './event-pages.ts';
import { noteFile, readNote, writeNote } from './export-note.ts';

export type ExportFormat = 'jsonl' | 'csv';

export interface ExportOptions {
  /** Only these events; all when left out. */
  readonly filter?: EventFilter | undefined;
  readonly format?: ExportFormat | undefined;
  /** Start anew, whatever is there. */
  readonly force?: boolean | undefined;
  /** Told after each page how many events are in the file. */
  readonly onProgress?: ((events: number) => void) | undefined;
}

export interface ExportResult {
  readonly events: number;
  /** How many of them an export that was interrupted had written before. */
  readonly resumedAfter: number;
  /** How many were found that the store could not read in full: they are written as far as it could. */
  readonly incomplete: number;
}

const compress = promisify(gzip);

/** `events.csv` and `events.csv.gz` are CSV, everything else is JSON Lines. */
export function formatOf(file: string): ExportFormat {
  return /\.csv(\.gz)?$/i.test(file) ? 'csv' : 'jsonl';
}

/**
 * Writes events to a file, compressed when its name ends in `.gz`. A note beside it says how far it has come: called
 * again after an interruption, it goes on there. Memory does not grow with the number of events. Throws `bad-filter`,
 * `bad-expression`, and `store-failed` when the file exists or belongs to another export.
 */
export async function exportEvents(
  store: EventStore,
  file: string,
  { filter = {}, format = formatOf(file), force = false, onProgress = () => {} }: ExportOptions = {},
): Promise<ExportResult> {
  const of = JSON.stringify([store.address, filter, format]);
  if (force) await rm(noteFile(file), { force: true });
  const found = await readNote(file);
  if (found ? found.of !== of : !force && (await exists(file))) {
    throw new DomainError(
      'store-failed',
      `${file} exists and was not begun by this export: name another file, or start anew with force`,
    );
  }
  const handle = await open(file, found ? 'r+' : 'w');
  try {
    await handle.truncate(found?.bytes ?? 0);
    let note = found ?? { of, bytes: 0, events: 0, cursor: undefined };
    let incomplete = 0;
    for await (const { events, next } of eventPages(store, filter, note.cursor)) {
      const bytes = note.bytes + (await append(handle, file, note.bytes, toText(events, format, note.bytes === 0)));
      note = { of, bytes, events: note.events + events.length, cursor: next };
      incomplete += events.filter(({ row }) => row.problem !== undefined).length;
      if (next !== undefined) await writeNote(file, note);
      onProgress(note.events);
    }
    await rm(noteFile(file), { force: true });
    return { events: note.events, resumedAfter: found?.events ?? 0, incomplete };
  } finally {
    await handle.close();
  }
}

/** The text of a page. */
export function toText(events: readonly RecordedEvent[], format: ExportFormat, isFirst: boolean): string {
  if (format === 'csv') return (isFirst ? CSV_HEADER : '') + events.map(toCsvLine).join('');
  return events.map((event) => `${toEventLine(event)}\n`).join('');
}

/** A page is a gzip member of its own: members one after another are one file, and end where a page does. */
async function append(handle: FileHandle, file: string, at: number, text: string): Promise<number> {
  const bytes = file.endsWith('.gz') ? await compress(text) : Buffer.from(text);
  for (let written = 0; written < bytes.length; ) {
    written += (await handle.write(bytes, written, bytes.length - written, at + written)).bytesWritten;
  }
  await handle.datasync();
  return bytes.length;
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
