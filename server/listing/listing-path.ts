import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STREAM_EXTENSION, type StreamAddress, streamFileName } from '../protocol/stream-address.ts';

/** The users of one machine share its temporary folder, and must neither read nor block each other's listings. */
const FOLDER = join(tmpdir(), ['event-replay', process.getuid?.()].filter((part) => part !== undefined).join('-'));

const LONGEST = 200;

/**
 * Where the listing of a window of a stream lies on disk, `…/event-replay-1000/db2757ee1747/agent-123.events`. It is the
 * same in every session, so that breakpoints which an editor keeps for the file are found again.
 */
export function listingPath({ store, ...window }: StreamAddress): string {
  // Not imported above: that would take as long as a tenth of a launch, and most clients read no listing.
  const { createHash } = process.getBuiltinModule('node:crypto');
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  const name = streamFileName(window);
  // File systems take 255 bytes; a longer id is told by its beginning and its digest.
  const short = name.length <= LONGEST ? name : `${name.slice(0, 100)}… ${digest(name)}${STREAM_EXTENSION}`;
  return join(FOLDER, digest(store).slice(0, 12), short);
}
