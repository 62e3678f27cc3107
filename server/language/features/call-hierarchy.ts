import { type CallHierarchyItem, SymbolKind } from 'vscode-languageserver';
import * as z from 'zod';
import { qualifiedType } from '../../domain/event-types.ts';
import { EventAddress } from '../../protocol/request-parts.ts';
import { answering } from '../answer.ts';
import type { Feature } from '../feature.ts';
import {
  addressOf,
  causeOf,
  effectsOf,
  eventOf,
  type FoundEvent,
  findEvent,
  headOf,
  lineOf,
  wholeLine,
} from '../navigation/found-event.ts';
import type { OpenStores } from '../open-stores.ts';

/** More effects of one event are not listed. */
const MOST_EFFECTS = 200;

/** What an item carries for the next question about it; the client gives it back, so it is parsed. */
const ItemData = z.object({ event: EventAddress });

/** Who called an event is its cause, and what it called are its effects, in whatever streams. */
export const callHierarchyFeature: Feature = {
  capabilities: { callHierarchyProvider: true },
  serve: (connection, { stores }) => {
    connection.languages.callHierarchy.onPrepare(
      answering(async (params) => {
        const found = await findEvent(stores, params);
        return found ? [toItem(found)] : null;
      }),
    );
    connection.languages.callHierarchy.onIncomingCalls(
      answering(async ({ item }) => {
        const found = await eventOfItem(stores, item);
        const cause = found && (await causeOf(found));
        return cause ? [{ from: toItem(cause), fromRanges: [headOf(cause.event, lineOf(cause).line)] }] : [];
      }),
    );
    connection.languages.callHierarchy.onOutgoingCalls(
      answering(async ({ item }, token) => {
        const found = await eventOfItem(stores, item);
        const effects = found ? await effectsOf(found, MOST_EFFECTS, token) : [];
        return effects.map((effect) => ({ to: toItem(effect), fromRanges: [item.selectionRange] }));
      }),
    );
  },
};

function eventOfItem(stores: OpenStores, { data }: CallHierarchyItem): Promise<FoundEvent | undefined> {
  return eventOf(stores, ItemData.parse(data).event);
}

function toItem(found: FoundEvent): CallHierarchyItem {
  const { event } = found;
  const { uri, line } = lineOf(found);
  return {
    name: qualifiedType(event),
    detail: `${event.aggregate_id} · version ${event.version}`,
    kind: SymbolKind.Event,
    uri,
    range: wholeLine(line),
    selectionRange: headOf(event, line),
    data: { event: addressOf(found) } satisfies z.infer<typeof ItemData>,
  };
}
