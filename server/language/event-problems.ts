import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { prettyJson } from '../domain/pretty-json.ts';
import { parseEventUri } from '../protocol/event-address.ts';
import { eventOf } from './navigation/found-event.ts';
import type { OpenStores } from './open-stores.ts';

/** What is wrong in the document of one event: why it cannot be read, told at what cannot be. */
export async function eventProblems(stores: OpenStores, uri: string): Promise<Diagnostic[]> {
  const address = parseEventUri(uri);
  const found = address && (await eventOf(stores, address));
  const message = found?.event.malformed;
  if (!message) return [];
  const lines = prettyJson(found.event.toJsonText()).split('\n');
  const field = /^(event_data|metadata|timestamp)\b/.exec(message)?.[1] ?? 'event_data';
  const line = Math.max(
    0,
    lines.findIndex((text) => text.startsWith(`  "${field}":`)),
  );
  const range = { start: { line, character: 2 }, end: { line, character: lines[line]?.length ?? 0 } };
  return [{ range, severity: DiagnosticSeverity.Error, source: 'Event Replay', code: 'malformed-event', message }];
}
