import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startLanguageServer } from './language/start-language-server.ts';
import { openStore } from './stores/open-store.ts';

startLanguageServer(createConnection(ProposedFeatures.all), openStore);
