import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Completion } from '../../domain/expressions/editing/index.ts';
import { completeQuery } from '../../domain/queries/index.ts';
import { type AtPosition, type QueryHelp, rangeOf } from '../queries/query-help.ts';

const KIND: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  name: CompletionItemKind.Variable,
  field: CompletionItemKind.Field,
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  function: CompletionItemKind.Function,
  method: CompletionItemKind.Method,
  property: CompletionItemKind.Property,
  type: CompletionItemKind.Class,
  keyword: CompletionItemKind.Keyword,
};

/** Asks for the values of a key as soon as it is written. */
const SUGGEST = { title: 'Suggest', command: 'editor.action.triggerSuggest' };

/** What can be written at a place of a query. */
export async function completeInQuery(
  queries: QueryHelp,
  document: TextDocument,
  position: AtPosition['position'],
): Promise<CompletionItem[]> {
  const offset = document.offsetAt(position);
  const items = completeQuery(document.getText(), offset, await queries.around(document));
  return items.map((item, index) => {
    const isKey = item.insertText.endsWith(': ');
    return {
      label: item.label,
      kind: KIND[item.kind],
      detail: item.detail,
      ...(item.documentation !== undefined && { documentation: item.documentation }),
      // The best come first, as they were sorted.
      sortText: String(index).padStart(4, '0'),
      filterText: filterOf(document.getText(), item, offset),
      textEdit: { range: rangeOf(document, item), newText: item.insertText },
      ...(isKey && { command: SUGGEST }),
    };
  });
}

/** What the editor holds against the text from the item's start to the cursor: an item that replaces a dot begins with it. */
function filterOf(text: string, { from, label }: Completion, offset: number): string {
  const before = /^[^\p{L}\p{N}_]*/u.exec(text.slice(from, offset))![0];
  return label.startsWith(before) ? label : before + label.replace(/^\W+/, '');
}
