import { DocumentFormattingRequest, type TextEdit } from 'vscode-languageserver';
import { formatQuery } from '../../domain/queries/index.ts';
import type { Feature } from '../feature.ts';
import { type QueryHelp, rangeOf } from '../queries/query-help.ts';

export const queryFormattingFeature: Feature = {
  capabilities: {},
  inQueries: [{ type: DocumentFormattingRequest.type, options: {} }],
  serve: (connection, { queries }) =>
    connection.onDocumentFormatting(({ textDocument }) => format(queries, textDocument.uri)),
};

function format(queries: QueryHelp, uri: string): TextEdit[] {
  const document = queries.get(uri);
  if (!document) return [];
  const text = document.getText();
  const formatted = formatQuery(text);
  return formatted === text ? [] : [{ range: rangeOf(document, { from: 0, to: text.length }), newText: formatted }];
}
