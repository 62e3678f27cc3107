import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import * as z from 'zod';
import {
  type KnownStore,
  type Problem,
  parseQuery,
  type Sample,
  storeProblem,
  typeDoubts,
} from '../../domain/queries/index.ts';
import { rangeOf } from './query-help.ts';

/** How a problem can be mended: what a diagnostic carries for the code actions. */
export const Mending = z.object({ meant: z.string().optional(), fix: z.enum(['add-store', 'name-store']).optional() });

/** Everything that is wrong or doubtful in a query document. */
export function diagnosticsOf(
  document: TextDocument,
  stores: readonly KnownStore[],
  sample: Sample | undefined,
): Diagnostic[] {
  const query = parseQuery(document.getText());
  const store = storeProblem(query, stores);
  return [
    ...query.problems.map((problem) => toDiagnostic(document, problem, DiagnosticSeverity.Error)),
    // One that names no store may yet be about to.
    ...(store
      ? [toDiagnostic(document, store, query.store ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning)]
      : []),
    ...(sample ? typeDoubts(query, sample) : []).map((doubt) =>
      toDiagnostic(document, doubt, DiagnosticSeverity.Warning),
    ),
  ];
}

function toDiagnostic(
  document: TextDocument,
  { message, span, meant, fix }: Problem,
  severity: DiagnosticSeverity,
): Diagnostic {
  const range = rangeOf(document, span);
  return { range, message, severity, source: 'Event Replay', data: { meant, fix } satisfies z.input<typeof Mending> };
}
