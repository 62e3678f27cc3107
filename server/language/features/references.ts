import type { CancellationToken, Location } from 'vscode-languageserver';
import type { RecordedEvent } from '../../domain/event.ts';
import { answering } from '../answer.ts';
import type { Feature } from '../feature.ts';
import { assertWanted, type DocumentPlace, findEvent, locationOf, placeAll } from '../navigation/found-event.ts';
import type { OpenStores } from '../open-stores.ts';

/** More than this nobody reads in a list; a query over the correlation shows them all. */
const MOST = 1_000;
const PAGE = 200;

export const referencesFeature: Feature = {
  capabilities: { referencesProvider: true },
  serve: (connection, { stores }) =>
    connection.onReferences(answering((params, token) => correlated(stores, params, token))),
};

/** The events of the same correlation in the order of time, across streams; none for an event that has no correlation. */
async function correlated(
  stores: OpenStores,
  params: DocumentPlace,
  token: CancellationToken,
): Promise<Location[] | null> {
  const found = await findEvent(stores, params);
  const correlation_id = found?.event.correlation_id;
  if (!found || !correlation_id) return null;
  const events: RecordedEvent[] = [];
  for (let cursor: string | undefined; events.length < MOST; ) {
    assertWanted(token);
    const page = await found.store.queryEvents({ correlation_id }, { limit: PAGE, order: 'oldest-first', cursor });
    events.push(...page.events);
    if (!page.next) break;
    cursor = page.next;
  }
  return (await placeAll(found.store, events, token)).map(locationOf);
}
