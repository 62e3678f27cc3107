import type { DebugProtocol } from '@vscode/debugprotocol';
import { DomainError } from '../../server/domain/errors.ts';
import { toClientLine } from '../client-info.ts';
import type { Body, Handler } from '../handler.ts';

/** Where a value under State comes from: the event that last set it. Clients make the value a link. */
export const locations: Handler<DebugProtocol.LocationsArguments, Body<DebugProtocol.LocationsResponse>> = {
  answer: async ({ launched: { replay, sources, variables }, client }, { locationReference }) => {
    const path = variables.pathOf(locationReference);
    if (path === undefined) throw new DomainError('bad-position', 'This value is of an earlier stop: look at it again');
    const position = await replay.lastChangeOf(path, replay.position + 1);
    if (position === undefined) {
      throw new DomainError('event-not-found', `No event of this replay set ${path}: it was there before the first`);
    }
    const { source, line } = await sources.locate(replay.aggregateId, position);
    return { source, line: toClientLine(line, client) };
  },
};
