import { type Hover, type HoverParams, HoverRequest } from 'vscode-languageserver';
import { messageOf } from '../../domain/errors.ts';
import { MAX_LINE } from '../../domain/stream-text.ts';
import { parseStreamUri } from '../../protocol/stream-address.ts';
import { describeEvent } from '../describe-event.ts';
import type { Feature } from '../feature.ts';
import type { OpenStores } from '../open-stores.ts';
import { hoverInQuery } from './query-hover.ts';

export const hoverFeature: Feature = {
  capabilities: { hoverProvider: true },
  inQueries: [{ type: HoverRequest.type, options: {} }],
  serve: (connection, { stores, queries }) =>
    connection.onHover((params) => {
      const query = queries.get(params.textDocument.uri);
      return query ? hoverInQuery(queries, query, params.position) : hover(stores, params);
    }),
};

/** Over a line of a stream document: the event in full. A store that fails says so in the same place. */
async function hover(stores: OpenStores, { textDocument, position }: HoverParams): Promise<Hover | null> {
  const address = parseStreamUri(textDocument.uri);
  if (!address) return null;
  const eventPosition = address.firstPosition + position.line;
  try {
    const store = await stores.get(address.store);
    const event = await store.getEventAt(address.aggregateId, eventPosition);
    return event ? overLine(position.line, describeEvent(event, eventPosition)) : null;
  } catch (error) {
    return overLine(position.line, `The event could not be read: ${messageOf(error)}`);
  }
}

function overLine(line: number, value: string): Hover {
  const range = { start: { line, character: 0 }, end: { line, character: MAX_LINE } };
  return { contents: { kind: 'markdown', value }, range };
}
