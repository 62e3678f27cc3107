import { DomainError } from '../../domain/errors.ts';
import type { StreamKey } from '../../domain/event.ts';
import { PlaceInStream } from '../../protocol/event-rows.ts';

/** A place in a stream as text: `[version, tie]`. */
export function toPlace({ version, tie }: StreamKey): string {
  return JSON.stringify([version, tie]);
}

/** Throws `bad-filter` for what is no place. */
export function readPlace(text: string): StreamKey {
  try {
    const [version, tie] = JSON.parse(text);
    return PlaceInStream.parse({ version, tie });
  } catch {
    throw new DomainError('bad-filter', 'The cursor is damaged: take `next` of the page before, or start again');
  }
}
