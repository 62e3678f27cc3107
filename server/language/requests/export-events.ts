import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { exportEvents as writeEvents } from '../../transfer/export-events.ts';
import { noteFile } from '../../transfer/export-note.ts';
import { checkCancelled } from '../browsing/browsed.ts';
import type { Handler } from '../handler.ts';

/** Progress is told no more often, in milliseconds. */
const PAUSE = 100;

/** Writes events to a file. One that was given up leaves nothing behind. */
export const exportEvents: Handler<'exportEvents'> = async (
  stores,
  { store: address, aggregateId, file, progress },
  { signal, report },
) => {
  let told = 0;
  const onProgress = (done: number) => {
    checkCancelled(signal);
    if (progress === undefined || performance.now() - told < PAUSE) return;
    told = performance.now();
    report({ progress, done });
  };
  // Beside the file, so that an export that is given up leaves what was there.
  const partial = path.join(path.dirname(file), `.${randomUUID()}-${path.basename(file)}`);
  const filter = aggregateId === undefined ? {} : { aggregate_id: aggregateId };
  try {
    const { events, incomplete } = await writeEvents(await stores.get(address), partial, {
      filter,
      onProgress,
    });
    await rename(partial, file);
    return { events, incomplete };
  } catch (error) {
    await Promise.all([partial, noteFile(partial)].map((each) => rm(each, { force: true })));
    throw error;
  }
};
