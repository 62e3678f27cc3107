import type { Location } from 'vscode-languageserver';
import { causesOf } from '../../replay/causes-of.ts';
import { Pace } from '../../replay/pace.ts';
import { answering } from '../answer.ts';
import { toSignal } from '../cancellation.ts';
import type { Feature } from '../feature.ts';
import { causeOf, type DocumentPlace, effectsOf, findEvent, locationOf, place } from '../navigation/found-event.ts';
import type { OpenStores } from '../open-stores.ts';

/** More effects are not listed. */
const MOST_EFFECTS = 500;

/** An event is defined by its cause, implemented by its effects, and declared by the first cause of all. */
export const definitionFeature: Feature = {
  capabilities: { definitionProvider: true, declarationProvider: true, implementationProvider: true },
  serve: (connection, { stores }) => {
    connection.onDefinition(answering((params) => cause(stores, params)));
    connection.onDeclaration(answering((params, token) => rootCause(stores, params, toSignal(token))));
    connection.onImplementation(
      answering(async (params, token) => {
        const found = await findEvent(stores, params);
        return found ? (await effectsOf(found, MOST_EFFECTS, token)).map(locationOf) : null;
      }),
    );
  },
};

async function cause(stores: OpenStores, params: DocumentPlace): Promise<Location | null> {
  const found = await findEvent(stores, params);
  const by = found && (await causeOf(found));
  return by ? locationOf(by) : null;
}

async function rootCause(stores: OpenStores, params: DocumentPlace, signal: AbortSignal): Promise<Location | null> {
  const found = await findEvent(stores, params);
  if (!found) return null;
  const { causes } = await causesOf(found.store, found.event, { pace: new Pace(undefined, signal) });
  const root = causes.at(-1);
  return root ? locationOf(await place(found.store, root)) : null;
}
