import {
  type CodeAction,
  CodeActionKind,
  CodeActionRequest,
  CodeActionTriggerKind,
  type Diagnostic,
} from 'vscode-languageserver';
import type { AnomalyKind } from '../../domain/anomalies.ts';
import type { RecordedEvent } from '../../domain/event.ts';
import type { EventStore } from '../../domain/event-store.ts';
import type { StreamAddress } from '../../protocol/stream-address.ts';
import type { Feature } from '../feature.ts';
import { inStream } from '../in-stream.ts';
import { addressOf, causeOf } from '../navigation/found-event.ts';
import { queryActions } from '../queries/query-actions.ts';

/** What is wrong at its place in the stream is seen from the events around it. */
const ABOUT_PLACE: ReadonlySet<unknown> = new Set<AnomalyKind>(['version-order', 'time-order']);

/** On a line where something is wrong, what helps to see why; on any other, when it is asked for, the cause. */
export const codeActionFeature: Feature = {
  capabilities: { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Empty] } },
  inQueries: [{ type: CodeActionRequest.type, options: { codeActionKinds: [CodeActionKind.QuickFix] } }],
  serve: (connection, { stores, queries }) =>
    connection.onCodeAction(async ({ textDocument, range, context }, token) => {
      const { uri } = textDocument;
      const actions = await inStream({ textDocument }, token, async (address) => {
        const { line } = range.start;
        const diagnostics = context.diagnostics.filter((each) => each.range.start.line === line);
        // A light bulb on every line would say nothing.
        if (diagnostics.length === 0 && context.triggerKind === CodeActionTriggerKind.Automatic) return [];
        return codeActions(await stores.get(address.store), address, { uri, line, diagnostics });
      });
      return actions ?? queryActions(queries, uri, context.diagnostics);
    }),
};

export interface ActionPlace {
  readonly uri: string;
  readonly line: number;
  /** What is wrong on the line. */
  readonly diagnostics: readonly Diagnostic[];
}

export async function codeActions(
  store: EventStore,
  { aggregateId, firstPosition, store: address }: StreamAddress,
  { uri, line, diagnostics }: ActionPlace,
): Promise<CodeAction[]> {
  const position = firstPosition + line;
  const event = await store.getEventAt(aggregateId, position);
  if (!event) return [];
  const actions: CodeAction[] = [];
  const offer = (title: string, command: string, args: unknown[], about: readonly Diagnostic[]) =>
    actions.push({
      title,
      kind: about.length > 0 ? CodeActionKind.QuickFix : CodeActionKind.Empty,
      diagnostics: [...about],
      command: { title, command: `event-replay.${command}`, arguments: args },
    });

  const aboutPlace = diagnostics.filter(({ code }) => ABOUT_PLACE.has(code));
  if (aboutPlace.length > 0) {
    const twin = await twinOf(store, event, position);
    const place = { store: address, aggregateId, position: twin };
    if (twin !== undefined) offer('Open the other event with this version', 'openStream', [place], aboutPlace);
    offer('Show the neighbours', 'showNeighbours', [{ uri, lineNumber: line + 1 }], aboutPlace);
  }
  const cause = await causeOf({ store, event, position });
  if (cause) offer("Open the cause's stream", 'openStream', [addressOf(cause)], []);
  return actions;
}

/** The position of a neighbour with the same version. */
async function twinOf(store: EventStore, event: RecordedEvent, position: number): Promise<number | undefined> {
  for (const neighbour of [position - 1, position + 1]) {
    if (neighbour < 1) continue;
    const other = await store.getEventAt(event.aggregate_id, neighbour);
    if (other?.version === event.version) return neighbour;
  }
  return undefined;
}
