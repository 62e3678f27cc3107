import type { Location } from 'vscode-languageserver';
import type { RecordedEvent } from '../../domain/event.ts';
import { parseEventUri } from '../../protocol/event-address.ts';
import { causesOf } from '../../replay/causes-of.ts';
import { Pace } from '../../replay/pace.ts';
import { answering } from '../answer.ts';
import { toSignal } from '../cancellation.ts';
import type { Feature } from '../feature.ts';
import { type IdInDocument, idsInEvent, idsInLine } from '../navigation/document-ids.ts';
import { causeOf, type DocumentPlace, effectsOf, findEvent, locationOf, place } from '../navigation/found-event.ts';
import { namedBy } from '../navigation/named-by.ts';
import type { OpenStores } from '../open-stores.ts';

/** More effects are not listed. */
const MOST_EFFECTS = 500;

/** An id leads to what it names. An event is defined by its cause, implemented by its effects, and declared by the first cause of all. */
export const definitionFeature: Feature = {
  capabilities: { definitionProvider: true, declarationProvider: true, implementationProvider: true },
  serve: (connection, { stores }) => {
    connection.onDefinition(answering((params) => definition(stores, params)));
    connection.onDeclaration(answering((params, token) => rootCause(stores, params, toSignal(token))));
    connection.onImplementation(
      answering(async (params, token) => {
        const found = await findEvent(stores, params);
        return found ? (await effectsOf(found, MOST_EFFECTS, token)).map(locationOf) : null;
      }),
    );
  },
};

async function definition(stores: OpenStores, params: DocumentPlace): Promise<Location | null> {
  const found = await findEvent(stores, params);
  if (!found) return null;
  const id = idAt(found.event, params);
  const target = (id ? await namedBy(found.store, id) : undefined) ?? (await causeOf(found));
  return target ? locationOf(target) : null;
}

/** The id under the cursor. */
function idAt(
  event: RecordedEvent,
  { textDocument, position: { line, character } }: DocumentPlace,
): string | undefined {
  const ids = parseEventUri(textDocument.uri) ? idsInEvent(event) : idsInLine(event, line);
  const isHere = ({ range: { start, end } }: IdInDocument) =>
    start.line === line && start.character <= character && character <= end.character;
  return ids.find(isHere)?.id;
}

async function rootCause(stores: OpenStores, params: DocumentPlace, signal: AbortSignal): Promise<Location | null> {
  const found = await findEvent(stores, params);
  if (!found) return null;
  const { causes } = await causesOf(found.store, found.event, { pace: new Pace(undefined, signal) });
  const root = causes.at(-1);
  return root ? locationOf(await place(found.store, root)) : null;
}
