import type { CancellationToken, Location, Position, Range } from 'vscode-languageserver';
import { DomainError } from '../../domain/errors.ts';
import type { RecordedEvent } from '../../domain/event.ts';
import type { EventStore } from '../../domain/event-store.ts';
import { MAX_LINE, toStreamLine } from '../../domain/stream-text.ts';
import { parseEventUri } from '../../protocol/event-address.ts';
import type { EventAddress } from '../../protocol/request-parts.ts';
import { parseStreamUri, toStreamUri, windowOf } from '../../protocol/stream-address.ts';
import type { OpenStores } from '../open-stores.ts';

/** An event, and where it stands in its stream. */
export interface FoundEvent {
  readonly store: EventStore;
  readonly event: RecordedEvent;
  readonly position: number;
}

/** A place in a document, as LSP names it. */
export interface DocumentPlace {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

/** Which event a line of a stream document stands for, or the whole of a document of one event. */
export function addressAt({ textDocument, position }: DocumentPlace): EventAddress | undefined {
  const window = parseStreamUri(textDocument.uri);
  if (!window) return parseEventUri(textDocument.uri);
  const { store, aggregateId, firstPosition } = window;
  return { store, aggregateId, position: firstPosition + position.line };
}

/** The event at a place; undefined where there is none. */
export async function findEvent(stores: OpenStores, place: DocumentPlace): Promise<FoundEvent | undefined> {
  const address = addressAt(place);
  return address && eventOf(stores, address);
}

export async function eventOf(stores: OpenStores, address: EventAddress): Promise<FoundEvent | undefined> {
  const store = await stores.get(address.store);
  const event = await store.getEventAt(address.aggregateId, address.position);
  return event && { store, event, position: address.position };
}

/** Where an event that was found otherwise stands. */
export async function place(store: EventStore, event: RecordedEvent): Promise<FoundEvent> {
  return { store, event, position: await store.getPosition(event.aggregate_id, event.key) };
}

/** The cause that the store holds. */
export async function causeOf({ store, event }: FoundEvent): Promise<FoundEvent | undefined> {
  const cause = event.causation_id ? await store.getEvent(event.causation_id) : undefined;
  return cause && place(store, cause);
}

/** The events that one caused, oldest first. One that names itself as its cause is not its own effect. */
export async function effectsOf(found: FoundEvent, most: number, token: CancellationToken): Promise<FoundEvent[]> {
  const { store, event } = found;
  const effects = await store.findCaused(event.event_id, most);
  return placeAll(
    store,
    effects.filter(({ event_id }) => event_id !== event.event_id),
    token,
  );
}

export async function placeAll(
  store: EventStore,
  events: readonly RecordedEvent[],
  token: CancellationToken,
): Promise<FoundEvent[]> {
  const placed: FoundEvent[] = [];
  for (const event of events) {
    assertWanted(token);
    placed.push(await place(store, event));
  }
  return placed;
}

export function addressOf({ store, event, position }: FoundEvent): EventAddress {
  return { store: store.address, aggregateId: event.aggregate_id, position };
}

/** Its line in the document of its stream. */
export function lineOf({ store, event, position }: FoundEvent): { uri: string; line: number } {
  const { firstPosition, line } = windowOf(position);
  return { uri: toStreamUri({ store: store.address, aggregateId: event.aggregate_id, firstPosition }), line: line - 1 };
}

/** Version, time and type in the event's line: what a list of places shows of it. */
export function locationOf(found: FoundEvent): Location {
  const { uri, line } = lineOf(found);
  return { uri, range: headOf(found.event, line) };
}

export function headOf(event: RecordedEvent, line: number): Range {
  const text = toStreamLine(event);
  const start = text.length - text.trimStart().length;
  const { length } = /^ *\S+ {2}\S+ {2}\S+/.exec(text)?.[0] ?? '';
  return { start: { line, character: start }, end: { line, character: Math.max(start, length) } };
}

/** The whole of a line, however long it is. */
export function wholeLine(line: number): Range {
  return { start: { line, character: 0 }, end: { line, character: MAX_LINE } };
}

/** To be called between two pieces of work. Throws `cancelled`. */
export function assertWanted(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new DomainError('cancelled', 'The request was cancelled');
}
