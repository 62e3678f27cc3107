import type { CancellationToken, DocumentLink } from 'vscode-languageserver';
import * as z from 'zod';
import { parseEventUri } from '../../protocol/event-address.ts';
import { Store } from '../../protocol/request-parts.ts';
import { parseStreamUri, type StreamAddress, WINDOW_SIZE } from '../../protocol/stream-address.ts';
import { readWindow } from '../../replay/read-window.ts';
import { answering } from '../answer.ts';
import type { Feature } from '../feature.ts';
import { type IdInDocument, idsInEvent, idsInLine } from '../navigation/document-ids.ts';
import { assertWanted, eventOf, lineOf } from '../navigation/found-event.ts';
import { namedBy } from '../navigation/named-by.ts';
import type { OpenStores } from '../open-stores.ts';

/** Of a long document, the ids in its first lines: to ask for the links of one is to ask for all of them at once. */
const MOST_LINES = 10_000;
const MOST_LINKS = 2_000;
const PAGE = 500;

/** What a link carries until it is clicked; the client gives it back, so it is parsed. */
const LinkData = z.object({ store: Store, id: z.string() });

/** Every id is a link. What it names is looked up when somebody follows it, not before. */
export const documentLinksFeature: Feature = {
  capabilities: { documentLinkProvider: { resolveProvider: true } },
  serve: (connection, { stores }) => {
    connection.onDocumentLinks(answering(({ textDocument: { uri } }, token) => links(stores, uri, token)));
    connection.onDocumentLinkResolve(answering((link) => resolve(stores, link)));
  },
};

async function links(stores: OpenStores, uri: string, token: CancellationToken): Promise<DocumentLink[]> {
  const window = parseStreamUri(uri);
  if (window) return (await idsInWindow(stores, window, token)).map((id) => toLink(window.store, id));
  const address = parseEventUri(uri);
  const found = address && (await eventOf(stores, address));
  return found ? idsInEvent(found.event).map((id) => toLink(address.store, id)) : [];
}

async function idsInWindow(
  stores: OpenStores,
  window: StreamAddress,
  token: CancellationToken,
): Promise<IdInDocument[]> {
  const store = await stores.get(window.store);
  const ids: IdInDocument[] = [];
  const most = Math.min(MOST_LINES, WINDOW_SIZE);
  for (let line = 0; line < most && ids.length < MOST_LINKS; ) {
    assertWanted(token);
    const events = await readWindow(store, window.aggregateId, window.firstPosition + line, PAGE);
    for (const event of events) ids.push(...idsInLine(event, line++));
    if (events.length < PAGE) break;
  }
  return ids.slice(0, MOST_LINKS);
}

function toLink(store: string, { id, range }: IdInDocument): DocumentLink {
  return { range, tooltip: 'Go to what this id names', data: { store, id } satisfies z.infer<typeof LinkData> };
}

async function resolve(stores: OpenStores, link: DocumentLink): Promise<DocumentLink> {
  const { store, id } = LinkData.parse(link.data);
  const named = await namedBy(await stores.get(store), id);
  if (!named) return link;
  const { uri, line } = lineOf(named);
  return { ...link, target: `${uri}#L${line + 1}` };
}
