import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Event } from '../../domain/event.ts';
import type { CommandContext } from '../command.ts';

/** SQLite's own files beside a database. Left over from another one, they would damage the new one. */
const COMPANIONS = ['-wal', '-shm', '-journal'];

/** Writes the events to a new SQLite store. The file appears when it is complete, in place of whatever was there. */
export async function writeDemoStore(
  file: string,
  events: readonly Event[],
  openStore: CommandContext['openStore'],
): Promise<void> {
  const unfinished = `${file}.unfinished`;
  await mkdir(dirname(file), { recursive: true });
  await removeDatabase(unfinished);
  const store = await openStore(`sqlite:${unfinished}`, { readOnly: false });
  try {
    await store.saveEvents(events);
  } finally {
    await store.close();
  }
  await removeDatabase(file);
  await rename(unfinished, file);
}

async function removeDatabase(file: string): Promise<void> {
  for (const path of [file, ...COMPANIONS.map((suffix) => file + suffix)]) await rm(path, { force: true });
}
