import type { Feature } from './feature.ts';
import { callHierarchyFeature } from './features/call-hierarchy.ts';
import { completionFeature } from './features/completion.ts';
import { definitionFeature } from './features/definition.ts';
import { documentLinksFeature } from './features/document-links.ts';
import { hoverFeature } from './features/hover.ts';
import { queryCodeActionsFeature } from './features/query-code-actions.ts';
import { queryCodeLensFeature } from './features/query-code-lens.ts';
import { queryDiagnosticsFeature } from './features/query-diagnostics.ts';
import { queryFormattingFeature } from './features/query-formatting.ts';
import { querySignatureHelpFeature } from './features/query-signature-help.ts';
import { referencesFeature } from './features/references.ts';
import { workspaceSymbolsFeature } from './features/workspace-symbols.ts';

/** Every language feature that the server offers. */
export const FEATURES: readonly Feature[] = [
  hoverFeature,
  queryCodeActionsFeature,
  queryCodeLensFeature,
  completionFeature,
  queryDiagnosticsFeature,
  queryFormattingFeature,
  querySignatureHelpFeature,
  definitionFeature,
  referencesFeature,
  callHierarchyFeature,
  workspaceSymbolsFeature,
  documentLinksFeature,
];
