import {
  type Connection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  RegistrationRequest,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { QUERY_LANGUAGE } from '../../protocol/query-document.ts';
import type { Feature } from '../feature.ts';

const SYNC = [
  { type: DidOpenTextDocumentNotification.type, options: {} },
  { type: DidChangeTextDocumentNotification.type, options: { syncKind: TextDocumentSyncKind.Incremental } },
  { type: DidCloseTextDocumentNotification.type, options: {} },
];

/**
 * Tells the client what is served in query documents, their text to begin with: of stream documents, which the server wrote
 * itself, the text must not be sent back.
 */
export async function registerQueries(connection: Connection, features: readonly Feature[]): Promise<void> {
  const documentSelector = [{ language: QUERY_LANGUAGE }];
  const registrations = [...SYNC, ...features.flatMap(({ inQueries = [] }) => inQueries)].map(({ type, options }) => ({
    id: `${QUERY_LANGUAGE} ${type.method}`,
    method: type.method,
    registerOptions: { documentSelector, ...options },
  }));
  await connection.sendRequest(RegistrationRequest.type, { registrations });
}
