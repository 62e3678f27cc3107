import { type CancellationToken, SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver';
import * as z from 'zod';
import type { AggregateSummary, EventStore } from '../../domain/event-store.ts';
import { isSubsequence } from '../../domain/is-subsequence.ts';
import { Store } from '../../protocol/request-parts.ts';
import { STREAM_SCHEME, toStreamUri } from '../../protocol/stream-address.ts';
import { answering } from '../answer.ts';
import type { Feature, LanguageParts } from '../feature.ts';
import { locationOf, place } from '../navigation/found-event.ts';
import type { OpenStores } from '../open-stores.ts';
import type { StoreTypes } from '../type-counts.ts';

/** Of each store; whoever sees so many types on. */
const MOST_AGGREGATES = 50;
const MOST_TYPES = 50;
/** In milliseconds: for the search in the middle of ids, which no index helps, and for a store that is far away. */
const BUDGET = 300;

/** What an event type carries until it is chosen; the client gives it back, so it is parsed. */
const TypeData = z.object({ store: Store, type: z.string() });

/** The aggregates and the event types of the stores that the user added, or has open. */
export const workspaceSymbolsFeature: Feature = {
  capabilities: { workspaceSymbolProvider: { resolveProvider: true } },
  serve: (connection, parts) => {
    connection.onWorkspaceSymbol(answering(({ query }, token) => symbols(parts, query.trim(), token)));
    connection.onWorkspaceSymbolResolve(answering((symbol) => resolve(parts.stores, symbol)));
  },
};

/** A store that cannot be searched at the moment hides nothing of the others. */
async function symbols(
  { stores, known, types }: LanguageParts,
  query: string,
  token: CancellationToken,
): Promise<WorkspaceSymbol[]> {
  const addresses = new Set([...stores.addresses, ...(await known.list()).map(({ address }) => address)]);
  const searched = [...addresses].map(async (address) => {
    const store = await (stores.addresses.includes(address) ? stores.get(address) : known.open(address));
    return [...(await typesLike(types, store, query, token)), ...(await aggregatesLike(store, query, token))];
  });
  const found = await Promise.all(searched.map((search) => withinBudget(search)));
  return found.flat();
}

/** An aggregate leads to its document. Those whose id begins with the query are found by index and come first. */
async function aggregatesLike(store: EventStore, query: string, token: CancellationToken): Promise<WorkspaceSymbol[]> {
  const until = performance.now() + BUDGET / 2;
  const goOn = () => performance.now() < until && !token.isCancellationRequested;
  const found = await store.listAggregates({ prefix: query, limit: MOST_AGGREGATES, goOn });
  if (found.length < MOST_AGGREGATES && query !== '') {
    const known = new Set(found.map(({ aggregate_id }) => aggregate_id));
    const inside = await store.listAggregates({ contains: query, limit: MOST_AGGREGATES, goOn });
    found.push(...inside.filter(({ aggregate_id }) => !known.has(aggregate_id)));
  }
  return found.slice(0, MOST_AGGREGATES).map((aggregate) => aggregateSymbol(store, aggregate));
}

function aggregateSymbol({ address }: EventStore, aggregate: AggregateSummary): WorkspaceSymbol {
  const { aggregate_id, aggregate_types, event_count } = aggregate;
  const start = { line: 0, character: 0 };
  return {
    name: aggregate_id,
    kind: SymbolKind.Object,
    containerName: `${aggregate_types.join(', ')} · ${event_count} ${event_count === 1 ? 'event' : 'events'} · ${nameOf(address)}`,
    location: {
      uri: toStreamUri({ store: address, aggregateId: aggregate_id, firstPosition: 1 }),
      range: { start, end: start },
    },
  };
}

/** An event type leads to its latest event, which is looked for when it is chosen. */
async function typesLike(
  types: StoreTypes,
  store: EventStore,
  query: string,
  token: CancellationToken,
): Promise<WorkspaceSymbol[]> {
  const { byType } = await types.of(store, token);
  const names = [...byType.keys()].filter((type) => isSubsequence(query.toLowerCase(), type.toLowerCase()));
  return names.slice(0, MOST_TYPES).map((type) => ({
    name: type,
    kind: SymbolKind.Event,
    containerName: `the latest event · ${nameOf(store.address)}`,
    // No document yet: which one it is, is looked up when the type is chosen.
    location: { uri: `${STREAM_SCHEME}:/${encodeURIComponent(type)}` },
    data: { store: store.address, type } satisfies z.infer<typeof TypeData>,
  }));
}

async function resolve(stores: OpenStores, symbol: WorkspaceSymbol): Promise<WorkspaceSymbol> {
  const data = TypeData.safeParse(symbol.data);
  if (!data.success) return symbol;
  const store = await stores.get(data.data.store);
  const [latest] = (await store.queryEvents({ event_type: data.data.type }, { limit: 1 })).events;
  return latest ? { ...symbol, location: locationOf(await place(store, latest)) } : symbol;
}

/** What a search has found in time. What came late or failed is nothing. */
function withinBudget(search: Promise<WorkspaceSymbol[]>): Promise<WorkspaceSymbol[]> {
  const { promise, resolve } = Promise.withResolvers<WorkspaceSymbol[]>();
  const timer = setTimeout(() => resolve([]), 4 * BUDGET);
  search.then(resolve, () => resolve([])).finally(() => clearTimeout(timer));
  return promise;
}

function nameOf(address: string): string {
  return address.split(/[/\\]/).at(-1) || address;
}
