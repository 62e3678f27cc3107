import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type KnownStore, parseQuery } from '../../domain/queries/index.ts';
import { Mending } from './query-diagnostics.ts';
import type { QueryHelp } from './query-help.ts';

const MOST_STORES = 10;

/** How what is wrong with a query can be mended. */
export async function queryActions(
  queries: QueryHelp,
  uri: string,
  diagnostics: readonly Diagnostic[],
): Promise<CodeAction[]> {
  const document = queries.get(uri);
  if (!document) return [];
  const stores = (await queries.known.list()).slice(0, MOST_STORES);
  return diagnostics.flatMap((diagnostic) => {
    const mending = Mending.safeParse(diagnostic.data);
    if (!mending.success) return [];
    const { meant, fix } = mending.data;
    const edit = (title: string, range: Diagnostic['range'], newText: string): CodeAction => ({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      edit: { changes: { [uri]: [{ range, newText }] } },
    });
    return [
      ...(meant === undefined ? [] : [edit(`Change to '${meant}'`, diagnostic.range, meant)]),
      ...(fix === 'name-store' ? stores.map((store) => nameStore(document, store, edit)) : []),
      ...(fix === 'add-store' ? [addStore(document, diagnostic)] : []),
    ];
  });
}

function nameStore(
  document: TextDocument,
  { name }: KnownStore,
  edit: (title: string, range: Diagnostic['range'], newText: string) => CodeAction,
): CodeAction {
  const { entries, bodyAt } = parseQuery(document.getText()).parts;
  const start = document.positionAt(entries[0]?.key.span.from ?? bodyAt);
  const end = entries.length > 0 ? '\n' : '\n\n';
  return edit(`Ask ${name}`, { start, end: start }, `store: ${name}${end}`);
}

function addStore(document: TextDocument, diagnostic: Diagnostic): CodeAction {
  const named = parseQuery(document.getText()).store?.text;
  const title = named === undefined ? 'Add a Store…' : `Add '${named}' to the Stores View`;
  const command = { title, command: 'event-replay.addStore', ...(named !== undefined && { arguments: [named] }) };
  return { title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], command };
}
