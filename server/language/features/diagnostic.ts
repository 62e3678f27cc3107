import {
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
} from 'vscode-languageserver';
import type { AnomalyKind } from '../../domain/anomalies.ts';
import { partsOfLine, type StreamLineParts } from '../../domain/stream-line-parts.ts';
import { toStreamLine } from '../../domain/stream-text.ts';
import { eventProblems } from '../event-problems.ts';
import type { Feature } from '../feature.ts';
import { inStream } from '../in-stream.ts';
import { lineRange } from '../line-range.ts';
import { MOST_PROBLEMS, type Problem, WindowProblems } from '../problems.ts';
import { SchemaSetting } from '../schema-setting.ts';
import type { StreamWindow } from '../windows.ts';

/** How bad it is, and what of the line it is about. */
const LOOKS: Readonly<Record<AnomalyKind, readonly [DiagnosticSeverity, keyof StreamLineParts]>> = {
  'malformed-event': [DiagnosticSeverity.Error, 'payload'],
  'version-order': [DiagnosticSeverity.Warning, 'version'],
  'time-order': [DiagnosticSeverity.Warning, 'timestamp'],
  'missing-cause': [DiagnosticSeverity.Warning, 'type'],
  'schema-violation': [DiagnosticSeverity.Warning, 'payload'],
  'failed-event': [DiagnosticSeverity.Information, 'type'],
  'upcast-failed': [DiagnosticSeverity.Warning, 'payload'],
  'projection-error': [DiagnosticSeverity.Error, 'type'],
};

/** What is wrong with the events of a document: the same that a replay can stop at. */
export const diagnosticFeature: Feature = {
  capabilities: {
    diagnosticProvider: { identifier: 'event-replay', interFileDependencies: false, workspaceDiagnostics: false },
  },
  serve: (connection, { stores, windows }) => {
    const schemas = new SchemaSetting(connection);
    const known = new WeakMap<StreamWindow, WindowProblems>();
    connection.onDidChangeConfiguration(() => connection.languages.diagnostics.refresh());
    connection.languages.diagnostics.on(async (params, token) => {
      const report = await inStream(params, token, async (address, signal): Promise<DocumentDiagnosticReport> => {
        const window = await windows.get(address, signal);
        const folder = await schemas.folder();
        let problems = known.get(window);
        if (problems?.schemas !== folder) problems = undefined;
        problems ??= new WindowProblems(window, folder, await schemas.load(folder));
        known.set(window, problems);
        await problems.catchUp(signal);
        return { kind: DocumentDiagnosticReportKind.Full, items: diagnostics(problems) };
      });
      return (
        report ?? {
          kind: DocumentDiagnosticReportKind.Full,
          items: await eventProblems(stores, params.textDocument.uri),
        }
      );
    });
  },
};

export function diagnostics({ found, isFull, lines }: WindowProblems): Diagnostic[] {
  const items = found.map(toDiagnostic);
  if (isFull) {
    const message = `There are ${MOST_PROBLEMS} problems up to here: the events after this one were not looked at.`;
    items.push({
      range: lineRange(lines - 1),
      severity: DiagnosticSeverity.Information,
      source: 'Event Replay',
      message,
    });
  }
  return items;
}

function toDiagnostic({ line, event, anomaly: { kind, message, expected, found } }: Problem): Diagnostic {
  const [severity, part] = LOOKS[kind];
  const span = partsOfLine(toStreamLine(event))?.[part];
  const range = span
    ? { start: { line, character: span.start }, end: { line, character: Math.max(span.end, span.start + 1) } }
    : lineRange(line);
  const facts = expected === undefined ? '' : `\nexpected: ${expected}\nfound: ${found ?? 'nothing'}`;
  return { range, severity, source: 'Event Replay', code: kind, message: message + facts };
}
