import type { Connection } from 'vscode-languageserver';
import type { Feature } from '../feature.ts';
import { diagnosticsOf } from '../queries/query-diagnostics.ts';
import type { QueryHelp } from '../queries/query-help.ts';

/** Nobody wants to be corrected in the middle of a word: after so long without a change, in milliseconds. */
const PAUSE = 200;

/** What is wrong with the query documents that are open, told whenever one of them or the Stores view changes. */
export const queryDiagnosticsFeature: Feature = {
  capabilities: {},
  inQueries: [],
  serve: (connection, { queries }) => {
    const { documents } = queries;
    const waiting = new Map<string, NodeJS.Timeout>();
    const look = (uri: string, pause = PAUSE) => {
      clearTimeout(waiting.get(uri));
      waiting.set(
        uri,
        setTimeout(() => void tell(connection, queries, uri), pause),
      );
    };
    documents.onDidOpen(({ document }) => look(document.uri, 0));
    documents.onDidChangeContent(({ document }) => look(document.uri));
    documents.onDidClose(({ document: { uri } }) => {
      clearTimeout(waiting.get(uri));
      waiting.delete(uri);
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    });
    queries.known.onDidChange(() => {
      for (const uri of documents.keys()) look(uri, 0);
    });
  },
};

async function tell(connection: Connection, queries: QueryHelp, uri: string): Promise<void> {
  const document = queries.get(uri);
  if (!document) return;
  const { version } = document;
  const { stores, sample } = await queries.around(document);
  // Closed or changed while the store was looked at: then another look is on its way.
  if (queries.get(uri)?.version !== version) return;
  await connection.sendDiagnostics({ uri, version, diagnostics: diagnosticsOf(document, stores, sample) });
}
