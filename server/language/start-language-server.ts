import { type Connection, TextDocumentSyncKind } from 'vscode-languageserver';
import { NOTIFICATIONS } from '../protocol/notifications.ts';
import { FEATURES } from './features.ts';
import { KnownStores } from './known-stores.ts';
import { type OpenStore, OpenStores, type StoreLookup } from './open-stores.ts';
import { QueryHelp } from './queries/query-help.ts';
import { registerQueries } from './queries/register-queries.ts';
import { serveRequests } from './serve-requests.ts';
import { StoreGrowth } from './store-growth.ts';
import { StreamStates } from './stream-states.ts';
import { StoreTypes } from './type-counts.ts';
import { Windows } from './windows.ts';

/** Connects the language server's parts to a client. Stores are opened when they are asked for. */
export function startLanguageServer(connection: Connection, openStore: OpenStore, lookup: StoreLookup): void {
  const growth = new StoreGrowth((grew) => void connection.sendNotification(NOTIFICATIONS.storeGrew.method, grew));
  const stores = new OpenStores(openStore, lookup, (store) => growth.follow(store));
  connection.onInitialize(({ capabilities: { textDocument } }) => {
    const isToldLater = textDocument?.synchronization?.dynamicRegistration === true;
    if (isToldLater) connection.onInitialized(() => void registerQueries(connection, FEATURES));
    return {
      capabilities: Object.assign(
        // A stream document's text comes from here in the first place: nobody has to send it back.
        { textDocumentSync: TextDocumentSyncKind.None },
        ...FEATURES.map(({ capabilities }) => capabilities),
      ),
      serverInfo: { name: 'Event Replay' },
    };
  });
  const known = new KnownStores(connection, stores);
  const queries = new QueryHelp(connection, known);
  const parts = {
    stores,
    windows: new Windows(stores),
    queries,
    known,
    states: new StreamStates(),
    types: new StoreTypes(),
  };
  for (const { serve } of FEATURES) serve(connection, parts);
  serveRequests(connection, stores, known);
  connection.onShutdown(() => stores.closeAll());
  connection.listen();
}
