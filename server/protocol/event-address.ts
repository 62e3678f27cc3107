import { URI } from 'vscode-uri';
import type { EventAddress } from './request-parts.ts';

/** The scheme of documents that show one event as JSON. */
export const EVENT_SCHEME = 'event-json';

/** `event-json:/agent-123 event 7.json?store=sqlite:/data/events.db`: like a stream's, without session or secret. */
export function toEventUri({ store, aggregateId, position }: EventAddress): string {
  const path = `/${encodeURIComponent(aggregateId)} event ${position}.json`;
  return URI.from({ scheme: EVENT_SCHEME, path, query: `store=${encodeURIComponent(store)}` }).toString();
}

/** Reads any encoding of such a URI; undefined for every other text. */
export function parseEventUri(text: string): EventAddress | undefined {
  let uri: URI;
  try {
    uri = URI.parse(text, true);
  } catch {
    return undefined;
  }
  if (uri.scheme !== EVENT_SCHEME) return undefined;
  const match = /^\/([^/ ]+) event ([1-9]\d*)\.json$/.exec(uri.path);
  const store = new URLSearchParams(uri.query).get('store');
  if (!match || !store) return undefined;
  try {
    return { store, aggregateId: decodeURIComponent(match[1]!), position: Number(match[2]) };
  } catch {
    return undefined;
  }
}
