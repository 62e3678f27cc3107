import type { DebugProtocol } from '@vscode/debugprotocol';
import { DomainError } from '../../server/domain/errors.ts';
import { toClientLine } from '../client-info.ts';
import type { Body, Handler } from '../handler.ts';
import { lastChange } from '../last-change.ts';

/** Where a value under State comes from: the event that last set it. Clients make the value a link. */
export const locations: Handler<DebugProtocol.LocationsArguments, Body<DebugProtocol.LocationsResponse>> = {
  answer: async ({ launched, client }, { locationReference }, pace) => {
    const { sources, variables } = launched;
    const part = variables.partOf(locationReference);
    if (!part) throw new DomainError('bad-position', 'This value is of an earlier stop: look at it again');
    const place = await lastChange(launched, part, pace);
    if (!place) {
      const message = `No event of this replay set ${part.path}: it was there before the first`;
      throw new DomainError('event-not-found', message);
    }
    const { source, line } = await sources.locate(place.aggregateId, place.position);
    return { source, line: toClientLine(line, client) };
  },
};
