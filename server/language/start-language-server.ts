import { type Connection, TextDocumentSyncKind } from 'vscode-languageserver';
import { NOTIFICATIONS } from '../protocol/notifications.ts';
import { FEATURES } from './features.ts';
import { type OpenStore, OpenStores, type StoreLookup } from './open-stores.ts';
import { serveRequests } from './serve-requests.ts';
import { StoreGrowth } from './store-growth.ts';

/** Connects the language server's parts to a client. Stores are opened when they are asked for. */
export function startLanguageServer(connection: Connection, openStore: OpenStore, lookup: StoreLookup): void {
  const growth = new StoreGrowth((grew) => void connection.sendNotification(NOTIFICATIONS.storeGrew.method, grew));
  const stores = new OpenStores(openStore, lookup, (store) => growth.follow(store));
  connection.onInitialize(() => ({
    capabilities: Object.assign(
      // A stream document's text comes from here in the first place: nobody has to send it back.
      { textDocumentSync: TextDocumentSyncKind.None },
      ...FEATURES.map(({ capabilities }) => capabilities),
    ),
    serverInfo: { name: 'Event Replay' },
  }));
  for (const { serve } of FEATURES) serve(connection, { stores });
  serveRequests(connection, stores);
  connection.onShutdown(() => stores.closeAll());
  connection.listen();
}
