import { randomUUID } from 'node:crypto';
import { chmod, lstat, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DomainError } from '../domain/errors.ts';
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
  for (const folder of [dirname(dirname(path)), dirname(path)]) await makeOwnFolder(folder);
  if ((await readFile(path, 'utf8').catch(() => undefined)) === text) return listing;
  // In place of what is there, and not through it.
  const part = `${path}.${randomUUID()}`;
  await writeFile(part, text, { flag: 'wx', mode: 0o444 });
  await rename(part, path);
  return listing;
}

/** The temporary folder is everybody's: a folder of that name may be somebody else's, or lead elsewhere. */
async function makeOwnFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = await lstat(folder);
  const user = process.getuid?.();
  if (!found.isDirectory() || (user !== undefined && found.uid !== user)) {
    const message = `${folder} is no folder of yours: remove it, or set TMPDIR to a folder of your own`;
    throw new DomainError('store-failed', message);
  }
  if (user !== undefined && (found.mode & 0o077) !== 0) await chmod(folder, 0o700);
}
