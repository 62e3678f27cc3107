import {
  type CancellationToken,
  type CompletionItem,
  CompletionItemKind,
  CompletionRequest,
} from 'vscode-languageserver';
import { conditionsOf } from '../../domain/conditions-of.ts';
import { parseStreamUri } from '../../protocol/stream-address.ts';
import { answering } from '../answer.ts';
import { toSignal } from '../cancellation.ts';
import type { Feature, LanguageParts } from '../feature.ts';
import { type DocumentPlace, findEvent } from '../navigation/found-event.ts';
import { completeInQuery } from './query-completion.ts';

/** Of one event, more are not made into conditions. */
const MOST_CHANGES = 20;

export const completionFeature: Feature = {
  capabilities: { completionProvider: {} },
  inQueries: [{ type: CompletionRequest.type, options: { triggerCharacters: ['.', "'", '"', '[', ':', ','] } }],
  serve: (connection, parts) =>
    connection.onCompletion(
      answering((params, token) => {
        const query = parts.queries.get(params.textDocument.uri);
        return query ? completeInQuery(parts.queries, query, params.position) : conditions(parts, params, token);
      }),
    ),
};

/**
 * In a stream document, which nobody can write into, it is the box of a breakpoint's condition that asks, on the
 * breakpoint's line: whole conditions that hold there. What is accepted replaces all that was typed.
 */
async function conditions(
  { stores, states }: LanguageParts,
  params: DocumentPlace,
  token: CancellationToken,
): Promise<CompletionItem[]> {
  const found = parseStreamUri(params.textDocument.uri) && (await findEvent(stores, params));
  if (!found) return [];
  const { store, event, position } = found;
  const view = await states.viewAt(store, event.aggregate_id, position, toSignal(token));
  const done = view && { state: view.state, changes: view.changes(MOST_CHANGES) };
  return conditionsOf(event, done).map((condition, index) => ({
    label: condition,
    kind: CompletionItemKind.Event,
    detail: `true at version ${event.version}`,
    sortText: String(index).padStart(4, '0'),
    insertText: condition,
  }));
}
