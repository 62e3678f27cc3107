import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startLanguageServer } from './language/start-language-server.ts';
import { nameStore } from './stores/name-store.ts';
import { openStore } from './stores/open-store.ts';
import { holdsEvents } from './stores/sqlite/holds-events.ts';

startLanguageServer(createConnection(ProposedFeatures.all), openStore, { nameStore, holdsEvents });
