import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type StreamAddress, streamFileName } from '../protocol/stream-address.ts';

/**
 * Where the listing of a window of a stream lies on disk, `…/event-replay/db2757ee1747/agent-123.events`. It is the same
 * in every session, so that breakpoints which an editor keeps for the file are found again.
 */
export function listingPath({ store, ...window }: StreamAddress): string {
  const folder = createHash('sha256').update(store).digest('hex').slice(0, 12);
  return join(tmpdir(), 'event-replay', folder, streamFileName(window));
}
