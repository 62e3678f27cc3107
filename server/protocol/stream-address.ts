import { URI } from 'vscode-uri';

/** The scheme of stream documents, their language id and their file extension. */
export const STREAM_SCHEME = 'event-stream';
export const STREAM_EXTENSION = '.events';

/** Long streams are shown in windows: VS Code stops colouring above 300,000 lines and hides documents above 50 MB. */
export const WINDOW_SIZE = 50_000;

/**
 * Which document: a window of one stream in one store. It holds no session and no secret, because breakpoints are
 * stored under it and must find it again next week.
 */
export interface StreamAddress {
  /** `EventStore.address`. */
  readonly store: string;
  readonly aggregateId: string;
  /** The position of the event on the document's first line: 1, 50,001, 100,001 … */
  readonly firstPosition: number;
}

/** The document in which the event at this position has its line, and that line, both from 1. */
export function windowOf(position: number): { firstPosition: number; line: number } {
  const before = Math.floor((position - 1) / WINDOW_SIZE) * WINDOW_SIZE;
  return { firstPosition: before + 1, line: position - before };
}

/** `agent-123.events`; later windows end in ` from 50001.events`. */
export function streamFileName({ aggregateId, firstPosition }: Omit<StreamAddress, 'store'>): string {
  const window = firstPosition > 1 ? ` from ${firstPosition}` : '';
  return `${encodeURIComponent(aggregateId)}${window}${STREAM_EXTENSION}`;
}

/** Reads what `streamFileName` wrote; undefined for every other name. */
export function parseStreamFileName(name: string): Omit<StreamAddress, 'store'> | undefined {
  const match = /^([^/ ]+)(?: from (\d+))?\.events$/.exec(name);
  const firstPosition = Number(match?.[2] ?? 1);
  if (!match || windowOf(Math.max(1, firstPosition)).firstPosition !== firstPosition) return undefined;
  try {
    return { aggregateId: decodeURIComponent(match[1]!), firstPosition };
  } catch {
    return undefined;
  }
}

/** `event-stream:/agent-123.events?store=sqlite:/data/events.db` */
export function toStreamUri(address: StreamAddress): string {
  const path = `/${streamFileName(address)}`;
  return URI.from({ scheme: STREAM_SCHEME, path, query: `store=${encodeURIComponent(address.store)}` }).toString();
}

/** Reads any encoding of such a URI; undefined for every other text. */
export function parseStreamUri(text: string): StreamAddress | undefined {
  let uri: URI;
  try {
    uri = URI.parse(text, true);
  } catch {
    return undefined;
  }
  if (uri.scheme !== STREAM_SCHEME) return undefined;
  const window = parseStreamFileName(uri.path.slice(1));
  const store = new URLSearchParams(uri.query).get('store');
  return window && store ? { store, ...window } : undefined;
}
