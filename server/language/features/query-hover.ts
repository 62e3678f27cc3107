import type { Hover } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { hoverQuery } from '../../domain/queries/index.ts';
import { code } from '../markdown-code.ts';
import { type AtPosition, type QueryHelp, rangeOf } from '../queries/query-help.ts';

/** Over a name in a query: what it is, and what was seen of it. What was seen is a stranger's text, and shown as code. */
export async function hoverInQuery(
  queries: QueryHelp,
  document: TextDocument,
  position: AtPosition['position'],
): Promise<Hover | null> {
  const hint = hoverQuery(document.getText(), document.offsetAt(position), await queries.around(document));
  if (!hint) return null;
  const { span, description, seen, values } = hint;
  const value = [
    code(hint.code),
    description,
    seen && code(seen),
    values.length > 0 && values.map((each) => code(each)).join(', '),
  ]
    .filter(Boolean)
    .join('\n\n');
  return { contents: { kind: 'markdown', value }, range: rangeOf(document, span) };
}
