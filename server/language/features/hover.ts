import { type CancellationToken, type Hover, HoverRequest } from 'vscode-languageserver';
import { isDomainError, messageOf } from '../../domain/errors.ts';
import { qualifiedType } from '../../domain/event-types.ts';
import { parseEventUri } from '../../protocol/event-address.ts';
import { commandLink } from '../../protocol/event-links.ts';
import { toSignal } from '../cancellation.ts';
import { describeChanges, describeFrequency, describeState } from '../describe-effect.ts';
import { eventFacts, eventPayload, eventTitle } from '../describe-event.ts';
import type { Feature, LanguageParts } from '../feature.ts';
import { code } from '../markdown-code.ts';
import {
  addressOf,
  causeOf,
  type DocumentPlace,
  effectsOf,
  type FoundEvent,
  findEvent,
  wholeLine,
} from '../navigation/found-event.ts';
import { countStream } from '../type-counts.ts';
import { hoverInQuery } from './query-hover.ts';

/** More effects are one "Go to Implementations" away. */
const MOST_EFFECTS = 5;

export const hoverFeature: Feature = {
  capabilities: { hoverProvider: true },
  inQueries: [{ type: HoverRequest.type, options: {} }],
  serve: (connection, parts) =>
    connection.onHover((params, token) => {
      const query = parts.queries.get(params.textDocument.uri);
      return query ? hoverInQuery(parts.queries, query, params.position) : hover(parts, params, token);
    }),
};

/** Over an event: the event in full, and what it did. A store that fails says so in the same place. */
async function hover(parts: LanguageParts, params: DocumentPlace, token: CancellationToken): Promise<Hover | null> {
  const range = wholeLine(params.position.line);
  const over = (value: string): Hover => ({ contents: { kind: 'markdown', value }, range });
  try {
    const found = await findEvent(parts.stores, params);
    if (!found) return null;
    const isEventDocument = parseEventUri(params.textDocument.uri) !== undefined;
    return over(await describe(parts, found, isEventDocument, token));
  } catch (error) {
    if (isDomainError(error, 'cancelled')) return null;
    return over(`The event could not be read: ${code(messageOf(error))}`);
  }
}

/** In a document of the event its payload stands there already. */
async function describe(
  { states, types }: LanguageParts,
  found: FoundEvent,
  isEventDocument: boolean,
  token: CancellationToken,
): Promise<string> {
  const { store, event, position } = found;
  const id = event.aggregate_id;
  const inStream = await countStream(store, id, position, token);
  const frequency = describeFrequency(qualifiedType(event), inStream, await types.of(store, token));
  const view = await states.viewAt(store, id, position, toSignal(token));
  const parts = [
    eventTitle(event, position),
    actions(found, isEventDocument),
    await relatives(found, token),
    describeChanges(view),
    `**Recorded**\n\n${eventFacts(event)}\n${frequency}`,
    isEventDocument ? '' : eventPayload(event),
    view ? describeState(view) : '',
  ];
  return parts.filter(Boolean).join('\n\n');
}

function actions(found: FoundEvent, isEventDocument: boolean): string {
  const address = addressOf(found);
  const links = [
    commandLink('Replay to here', 'replayToHere', address),
    isEventDocument
      ? commandLink('Show in its stream', 'openStream', address)
      : commandLink('Open as JSON', 'openEvent', address),
  ];
  return links.join(' · ');
}

/** Its cause and its first effects, each with the way to its line. */
async function relatives(found: FoundEvent, token: CancellationToken): Promise<string> {
  const cause = await causeOf(found);
  const effects = await effectsOf(found, MOST_EFFECTS + 1, token);
  const lines = effects.slice(0, MOST_EFFECTS).map((effect) => relative('Effect', effect));
  if (cause) lines.unshift(relative('Cause', cause));
  else if (found.event.causation_id) lines.unshift('- Its cause is not in this store.');
  if (effects.length > MOST_EFFECTS) lines.push('- …');
  return lines.join('\n');
}

function relative(title: string, found: FoundEvent): string {
  const { event } = found;
  const what = `${code(qualifiedType(event))} of ${code(event.aggregate_id)}, version ${event.version}`;
  return `- ${commandLink(title, 'openStream', addressOf(found))} ${what}`;
}
