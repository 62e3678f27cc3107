import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver';
import { correlationRuns, lengthOf } from '../correlation-runs.ts';
import type { Feature } from '../feature.ts';
import { inStream } from '../in-stream.ts';
import { lineRange } from '../line-range.ts';
import type { WindowLine } from '../windows.ts';

/** Up to so many events each has a symbol of its own. */
const MOST_EVENTS = 5_000;
/** In a longer document so many events are one symbol; of them only those are told that say that something failed. */
const BLOCK = 100;

/** The outline and the breadcrumbs: the events, those of a correlation that follow each other together. */
export const documentSymbolFeature: Feature = {
  capabilities: { documentSymbolProvider: { label: 'Event Stream' } },
  serve: (connection, { windows }) =>
    connection.onDocumentSymbol((params, token) =>
      inStream(params, token, async (address, signal) =>
        documentSymbols((await windows.get(address, signal)).lines, address.firstPosition),
      ),
    ),
};

export function documentSymbols(lines: readonly WindowLine[], firstPosition = 1): DocumentSymbol[] {
  return lines.length > MOST_EVENTS ? blocks(lines, firstPosition) : events(lines);
}

function events(lines: readonly WindowLine[]): DocumentSymbol[] {
  const symbols: DocumentSymbol[] = [];
  let next = 0;
  const upTo = (end: number, into: DocumentSymbol[]) => {
    for (; next < end; next++) into.push(symbolOf(lines[next]!, next));
  };
  for (const run of correlationRuns(lines)) {
    upTo(run.first, symbols);
    const children: DocumentSymbol[] = [];
    upTo(run.last + 1, children);
    symbols.push({
      name: run.correlationId,
      detail: `${lengthOf(run)} events`,
      kind: SymbolKind.Namespace,
      range: lineRange(run.first, run.last),
      selectionRange: lineRange(run.first),
      children,
    });
  }
  upTo(lines.length, symbols);
  return symbols;
}

function blocks(lines: readonly WindowLine[], firstPosition: number): DocumentSymbol[] {
  const symbols: DocumentSymbol[] = [];
  let failures = 0;
  for (let first = 0; first < lines.length; first += BLOCK) {
    const last = Math.min(first + BLOCK, lines.length) - 1;
    const children: DocumentSymbol[] = [];
    for (let line = first; line <= last; line++) {
      if (lines[line]!.isFailure && failures++ < MOST_EVENTS) children.push(symbolOf(lines[line]!, line));
    }
    symbols.push({
      name: `Events ${firstPosition + first} to ${firstPosition + last}`,
      detail: lines[first]!.timestamp,
      kind: SymbolKind.Array,
      range: lineRange(first, last),
      selectionRange: lineRange(first),
      children,
    });
  }
  return symbols;
}

function symbolOf({ qualifiedType, version, timestamp, isFailure }: WindowLine, line: number): DocumentSymbol {
  return {
    name: qualifiedType,
    detail: `version ${version}, ${timestamp}`,
    kind: isFailure ? SymbolKind.Event : kindOf(qualifiedType),
    range: lineRange(line),
    selectionRange: lineRange(line),
  };
}

/** The icons: something came to be, changed, or went on. */
const KINDS: readonly [RegExp, SymbolKind][] = [
  [/(created|received|registered|opened|added)$/i, SymbolKind.Constructor],
  [/(updated|changed|status|progress|set)$/i, SymbolKind.Property],
  [/(started|completed|finished|deployed|closed)$/i, SymbolKind.Method],
];

function kindOf(qualifiedType: string): SymbolKind {
  return KINDS.find(([pattern]) => pattern.test(qualifiedType))?.[1] ?? SymbolKind.Object;
}
