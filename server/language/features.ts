import type { Feature } from './feature.ts';
import { callHierarchyFeature } from './features/call-hierarchy.ts';
import { codeActionFeature } from './features/code-action.ts';
import { codeLensFeature } from './features/code-lens.ts';
import { completionFeature } from './features/completion.ts';
import { definitionFeature } from './features/definition.ts';
import { diagnosticFeature } from './features/diagnostic.ts';
import { documentLinksFeature } from './features/document-links.ts';
import { documentSymbolFeature } from './features/document-symbol.ts';
import { foldingRangeFeature } from './features/folding-range.ts';
import { hoverFeature } from './features/hover.ts';
import { inlayHintFeature } from './features/inlay-hint.ts';
import { queryDiagnosticsFeature } from './features/query-diagnostics.ts';
import { queryFormattingFeature } from './features/query-formatting.ts';
import { querySignatureHelpFeature } from './features/query-signature-help.ts';
import { referencesFeature } from './features/references.ts';
import { semanticTokensFeature } from './features/semantic-tokens.ts';
import { workspaceSymbolsFeature } from './features/workspace-symbols.ts';

/** Every language feature that the server offers. */
export const FEATURES: readonly Feature[] = [
  codeActionFeature,
  codeLensFeature,
  diagnosticFeature,
  documentSymbolFeature,
  foldingRangeFeature,
  hoverFeature,
  completionFeature,
  inlayHintFeature,
  queryDiagnosticsFeature,
  queryFormattingFeature,
  querySignatureHelpFeature,
  definitionFeature,
  referencesFeature,
  callHierarchyFeature,
  workspaceSymbolsFeature,
  documentLinksFeature,
  semanticTokensFeature,
];
