import type { Range } from 'vscode-languageserver';
import type { RecordedEvent } from '../domain/event.ts';
import type { StreamAddress } from '../protocol/stream-address.ts';
import { readWindow } from '../replay/read-window.ts';
import type { OpenStores } from './open-stores.ts';

/** More lines than these are in nobody's view. */
const MOST = 500;

/** The events of some lines. */
export interface EventLines {
  /** The line of the first of them, from 0. */
  readonly firstLine: number;
  readonly events: readonly RecordedEvent[];
}

/** The events on the lines of a range, with `before` more that come before them; at most 500 of the range. */
export async function readLines(
  stores: OpenStores,
  { store: address, aggregateId, firstPosition }: StreamAddress,
  { start, end }: Range,
  before = 0,
): Promise<EventLines> {
  const store = await stores.get(address);
  // Where the document begins there may still be events before it.
  const first = Math.max(1, firstPosition + start.line - before);
  const last = firstPosition + Math.min(end.line, start.line + MOST - 1);
  return { firstLine: first - firstPosition, events: await readWindow(store, aggregateId, first, last - first + 1) };
}
