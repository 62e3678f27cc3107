import { type SignatureHelp, SignatureHelpRequest } from 'vscode-languageserver';
import { nothingKnown, signatureHelp } from '../../domain/expressions/editing/index.ts';
import { knowledgeOf, parseQuery } from '../../domain/queries/index.ts';
import type { Feature } from '../feature.ts';
import type { AtPosition, QueryHelp } from '../queries/query-help.ts';

export const querySignatureHelpFeature: Feature = {
  capabilities: {},
  inQueries: [{ type: SignatureHelpRequest.type, options: { triggerCharacters: ['(', ','] } }],
  serve: (connection, { queries }) => connection.onSignatureHelp((params) => help(queries, params)),
};

/** The call that the cursor stands in. */
async function help(queries: QueryHelp, { textDocument, position }: AtPosition): Promise<SignatureHelp | null> {
  const document = queries.get(textDocument.uri);
  if (!document) return null;
  const query = parseQuery(document.getText());
  const start = query.where?.span.from;
  const offset = document.offsetAt(position);
  if (start === undefined || offset < start) return null;
  const { sample } = await queries.around(document);
  const known = sample ? knowledgeOf(query, sample) : nothingKnown();
  const found = signatureHelp(document.getText().slice(start), offset - start, known);
  if (!found) return null;
  const { label, documentation, parameters, active } = found;
  return {
    signatures: [{ label, documentation, parameters: parameters.map(({ from, to }) => ({ label: [from, to] })) }],
    activeSignature: 0,
    activeParameter: active,
  };
}
