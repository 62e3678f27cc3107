import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { EventStore } from '../domain/event-store.ts';
import { toStreamText } from '../domain/stream-text.ts';
import { type StreamAddress, WINDOW_SIZE } from '../protocol/stream-address.ts';
import { readWindow } from '../replay/read-window.ts';
import { listingPath } from './listing-path.ts';

export interface Listing {
  readonly path: string;
  readonly lineCount: number;
}

/**
 * Writes a window of a stream as a read-only file, one event a line, for editors that show files. A file that
 * says the same already is not touched: an editor would load it anew, and some forget the breakpoints in it then.
 */
export async function writeListing(store: EventStore, window: Omit<StreamAddress, 'store'>): Promise<Listing> {
  const path = listingPath({ store: store.address, ...window });
  const text = toStreamText(await readWindow(store, window.aggregateId, window.firstPosition, WINDOW_SIZE));
  const listing = { path, lineCount: text.split('\n').length - 1 };
  if ((await readFile(path, 'utf8').catch(() => undefined)) === text) return listing;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  // An older one is read-only.
  await chmod(path, 0o644).catch(() => {});
  await writeFile(path, text);
  await chmod(path, 0o444);
  return listing;
}
